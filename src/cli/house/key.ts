import type { Command } from 'commander'
import { listKeys } from '#actions/house/list-keys.ts'
import { makeKey } from '#actions/house/make-key.ts'
import { showCompany } from '#actions/house/name-company.ts'
import { revokeKey } from '#actions/house/revoke-key.ts'
import type { Context } from '#actions/context.ts'
import { RIGHTS, USUAL_SCOPES } from '#contract/house/access.ts'
import { formatsOf } from '#core/words/format.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { several } from '#cli/options.ts'
import { orRefuse } from '#cli/refusal.ts'
import { tableOf } from '#cli/table.ts'

interface Options {
  readonly scope?: readonly string[]
  readonly json?: boolean
}

export function keyCommands(program: Command, cli: Cli): void {
  const { words } = cli
  const key = program.command('key').description(words.say('cli.command.key'))
  key.command('create').argument('<NAME>', words.say('cli.argument.key_name')).description(words.say('cli.command.key_create'))
    .option('--scope <RIGHT>', words.say('cli.option.scope', { rights: RIGHTS.join(', '), usual: USUAL_SCOPES.join(', ') }), several)
    .option('--json', words.say('cli.option.json')).action((name: string, options: Options) => cli.inHouse((ctx) => create(cli, ctx, name, options)))
  key.command('list').description(words.say('cli.command.key_list'))
    .option('--json', words.say('cli.option.json')).action(({ json }: Options) => cli.inHouse((ctx) => list(cli, ctx, json)))
  key.command('revoke').argument('<ID>', words.say('cli.argument.key_id')).description(words.say('cli.command.key_revoke'))
    .action((id: string) => cli.inHouse(async (ctx) => {
      orRefuse(await revokeKey(ctx, id))
      cli.terminal.out(`${words.say('key.revoked', { id })}\n`)
    }))
}

async function create(cli: Cli, ctx: Context, name: string, { json, scope }: Options): Promise<void> {
  const made = orRefuse(await makeKey(ctx, { name, ...(scope && { scopes: scope }) }))
  if (json) return printJson(cli, made)
  // The key alone goes to standard output, so that a script can take it from there.
  cli.terminal.err(`${cli.words.say('key.made', { name: made.name, id: made.id })}\n`)
  cli.terminal.out(`${made.key}\n`)
  cli.terminal.err(`${cli.words.say('key.once')}\n`)
}

async function list(cli: Cli, ctx: Context, json = false): Promise<void> {
  const { terminal, words } = cli
  const keys = await listKeys(ctx)
  if (json) return printJson(cli, keys)
  if (keys.length === 0) return terminal.out(`${words.say('key.none')}\n`)
  const { day, moment } = formatsOf(words, (await showCompany(ctx)).zone, 'EUR')
  const rows = keys.map(({ id, name, scopes, made_at, used_at, revoked_at }) => [
    id, name, scopes.join(' '), day(made_at), used_at === null ? '–' : moment(used_at), revoked_at === null ? words.say('key.open') : words.say('key.taken_back', { day: day(revoked_at) }),
  ])
  const heads = ['key.id', 'key.name', 'key.scopes', 'key.made_at', 'key.used_at', 'key.state']
  terminal.out(tableOf(heads.map((id, i) => ({ head: words.say(id), ...(i === 1 && { least: 12 }), ...(i === 2 && { least: 16, wraps: true }) })), rows, terminal.columns))
}
