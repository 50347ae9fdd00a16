import type { Command } from 'commander'
import { changeAccount } from '#actions/house/access/change-account.ts'
import { endSessions } from '#actions/house/access/end-sessions.ts'
import { accountOf, listAccounts } from '#actions/house/access/list-accounts.ts'
import { makeResetLink } from '#actions/house/access/make-link.ts'
import { showCompany } from '#actions/house/name-company.ts'
import type { Context } from '#actions/context.ts'
import { ROLES } from '#contract/house/access.ts'
import { accountChanges, type AccountAnswer } from '#contract/house/people.ts'
import { formatsOf } from '#core/words/format.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { asBody, several } from '#cli/options.ts'
import { orRefuse } from '#cli/refusal.ts'
import { tableOf } from '#cli/table.ts'
import { printLink } from './owner.ts'

interface Options {
  readonly name?: string
  readonly role?: string
  readonly unit?: readonly string[]
  readonly shut?: boolean
  readonly open?: boolean
  readonly json?: boolean
}

export function accountCommands(program: Command, cli: Cli): void {
  const { words } = cli
  const command = program.command('account').description(words.say('cli.command.account'))
  const json = words.say('cli.option.json')
  const id = words.say('cli.argument.account_id')
  command.command('list').description(words.say('cli.command.account_list')).option('--json', json)
    .action((options: Options) => cli.inHouse((ctx) => list(cli, ctx, options.json)))
  command.command('change').argument('<ID>', id).description(words.say('cli.command.account_change'))
    .option('--name <NAME>', words.say('cli.option.person'))
    .option('--role <ROLE>', words.say('cli.option.role', { roles: ROLES.join(', ') }))
    .option('--unit <UNIT>', words.say('cli.option.own_unit'), several)
    .option('--shut', words.say('cli.option.shut'))
    .option('--open', words.say('cli.option.open'))
    .option('--json', json)
    .action((account: string, options: Options) => cli.inHouse((ctx) => change(cli, ctx, account, options)))
  command.command('reset').argument('<ID>', id).description(words.say('cli.command.account_reset')).option('--json', json)
    .action((account: string, options: Options) => cli.inHouse(async (ctx) => printLink(cli, orRefuse(await makeResetLink(ctx, account)), words.say('link.reset'), options.json)))
  command.command('sign-out').argument('<ID>', id).description(words.say('cli.command.account_sign_out'))
    .action((account: string) => cli.inHouse(async (ctx) => cli.terminal.out(`${words.say('account.signed_out', orRefuse(await endSessions(ctx, account)))}\n`)))
}

async function change(cli: Cli, ctx: Context, id: string, { unit, shut, open, json, ...options }: Options): Promise<void> {
  const disabled = shut === true ? true : open === true ? false : undefined
  const changes = asBody(accountChanges, { ...options, ...(unit && { units: unit }), ...(disabled !== undefined && { disabled }) })
  const account = accountOf(orRefuse(await changeAccount(ctx, id, changes)))
  if (json) return printJson(cli, account)
  cli.terminal.out(await textOf(cli, ctx, [account]))
}

async function list(cli: Cli, ctx: Context, json = false): Promise<void> {
  const { accounts } = await listAccounts(ctx)
  if (json) return printJson(cli, { accounts })
  cli.terminal.out(accounts.length === 0 ? `${cli.words.say('account.none')}\n` : await textOf(cli, ctx, accounts))
}

async function textOf({ terminal, words }: Cli, ctx: Context, accounts: readonly (AccountAnswer & { seen_at?: string | null })[]): Promise<string> {
  const { day, moment } = formatsOf(words, (await showCompany(ctx)).zone, 'EUR')
  const rows = accounts.map(({ id, email, name, role, units, seen_at, disabled_at }) => [
    id, name, email, words.say(`role.${role}`), units.join(', ') || '–', seen_at ? moment(seen_at) : '–', disabled_at === null ? words.say('account.open') : words.say('account.shut', { day: day(disabled_at) }),
  ])
  const heads = ['key.id', 'account.name', 'account.email', 'account.role', 'account.units', 'account.seen', 'key.state']
  return tableOf(heads.map((head, i) => ({ head: words.say(head), ...(i === 4 && { least: 8, wraps: true }), ...(i === 5 && { spare: 1 }) })), rows, terminal.columns)
}
