import type { Command } from 'commander'
import { listImports } from '#actions/history/list-imports.ts'
import { undoImport } from '#actions/history/undo-import.ts'
import { showCompany } from '#actions/house/name-company.ts'
import type { Context } from '#actions/context.ts'
import { formatsOf } from '#core/words/format.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { wholeOf } from '#cli/options.ts'
import { progressBar } from '#cli/progress.ts'
import { orRefuse } from '#cli/refusal.ts'
import { tableOf } from '#cli/table.ts'

interface Options {
  readonly json?: boolean
}

export function importsCommands(program: Command, cli: Cli): void {
  const { words } = cli
  program.command('imports').description(words.say('cli.command.imports')).option('--json', words.say('cli.option.json'))
    .action(({ json }: Options) => cli.inHouse((ctx) => list(cli, ctx, json)))
  program.command('undo').argument('<ID>', words.say('cli.argument.import')).description(words.say('cli.command.undo')).option('--json', words.say('cli.option.json'))
    .action((id: string, { json }: Options) => cli.inHouse((ctx) => undo(cli, ctx, id, json)))
}

async function list(cli: Cli, ctx: Context, json = false): Promise<void> {
  const { terminal, words } = cli
  const imports = await listImports(ctx)
  if (json) return printJson(cli, imports)
  if (imports.length === 0) return terminal.out(`${words.say('imports.none')}\n`)
  const formats = formatsOf(words, (await showCompany(ctx)).zone, 'EUR')
  const rows = imports.map(({ id, what, state, begun_at, facts }) => [
    String(id), what, formats.moment(begun_at), facts === null ? '–' : formats.count(facts), words.say(`imports.${state}`),
  ])
  const columns = [
    { head: words.say('imports.id'), right: true }, { head: words.say('imports.what'), least: 16 }, { head: words.say('imports.begun'), spare: 1 },
    { head: words.say('imports.facts'), right: true }, { head: words.say('imports.state') },
  ]
  terminal.out(tableOf(columns, rows, terminal.columns))
}

async function undo(cli: Cli, ctx: Context, text: string, json = false): Promise<void> {
  const { terminal, words } = cli
  const bar = progressBar(cli)
  const undone = orRefuse(await undoImport(ctx, wholeOf('ID', text, 0, 1, 2 ** 31 - 1), bar.onProgress).finally(bar.end))
  if (json) return printJson(cli, undone)
  terminal.out(`${words.say('undo.done', { id: String(undone.id), facts: undone.facts })}\n`)
  if (undone.overlapped.length > 0) terminal.out(`${words.say('undo.overlaps', { imports: undone.overlapped.map(({ id, what }) => `${id} (${what})`).join(', ') })}\n`)
}
