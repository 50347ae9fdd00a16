import type { Command } from 'commander'
import { listInvitations } from '#actions/house/access/list-invitations.ts'
import { invite } from '#actions/house/access/make-link.ts'
import { revokeInvitation } from '#actions/house/access/revoke-invitation.ts'
import { showCompany } from '#actions/house/name-company.ts'
import type { Context } from '#actions/context.ts'
import { ROLES } from '#contract/house/access.ts'
import { invitationBody } from '#contract/house/people.ts'
import { formatsOf } from '#core/words/format.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { asBody, several } from '#cli/options.ts'
import { orRefuse } from '#cli/refusal.ts'
import { tableOf } from '#cli/table.ts'
import { printLink } from './owner.ts'

interface Options {
  readonly role: string
  readonly unit?: readonly string[]
  readonly json?: boolean
}

export function inviteCommands(program: Command, cli: Cli): void {
  const { words } = cli
  const command = program.command('invite').description(words.say('cli.command.invite'))
  command.command('create').argument('<EMAIL>', words.say('cli.argument.email')).description(words.say('cli.command.invite_create'))
    .requiredOption('--role <ROLE>', words.say('cli.option.role', { roles: ROLES.join(', ') }))
    .option('--unit <UNIT>', words.say('cli.option.own_unit'), several)
    .option('--json', words.say('cli.option.json'))
    .action((email: string, { role, unit, json }: Options) => cli.inHouse(async (ctx) => {
      const body = asBody(invitationBody, { email, role, ...(unit && { units: unit }) })
      printLink(cli, orRefuse(await invite(ctx, body)), words.say('link.invited', { email: body.email, role: words.say(`role.${body.role}`) }), json)
    }))
  command.command('list').description(words.say('cli.command.invite_list')).option('--json', words.say('cli.option.json'))
    .action(({ json }: Options) => cli.inHouse((ctx) => list(cli, ctx, json)))
  command.command('revoke').argument('<ID>', words.say('cli.argument.invitation_id')).description(words.say('cli.command.invite_revoke'))
    .action((id: string) => cli.inHouse(async (ctx) => {
      orRefuse(await revokeInvitation(ctx, id))
      cli.terminal.out(`${words.say('invitation.revoked', { id })}\n`)
    }))
}

async function list(cli: Cli, ctx: Context, json = false): Promise<void> {
  const { terminal, words } = cli
  const { invitations } = await listInvitations(ctx)
  if (json) return printJson(cli, { invitations })
  if (invitations.length === 0) return terminal.out(`${words.say('invitation.none')}\n`)
  const { day, moment } = formatsOf(words, (await showCompany(ctx)).zone, 'EUR')
  const stateOf = (used: string | null, expires: string): string => {
    if (used !== null) return words.say('invitation.used', { day: day(used) })
    return Date.parse(expires) <= ctx.now() ? words.say('invitation.over') : words.say('invitation.open', { moment: moment(expires) })
  }
  const rows = invitations.map(({ id, email, role, units, expires_at, used_at }) => [id, email, words.say(`role.${role}`), units.join(', ') || '–', stateOf(used_at, expires_at)])
  terminal.out(tableOf(['key.id', 'account.email', 'account.role', 'account.units', 'key.state'].map((id) => ({ head: words.say(id) })), rows, terminal.columns))
}
