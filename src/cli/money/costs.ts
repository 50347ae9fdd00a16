import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { bringCosts, listCosts } from '#actions/money/bring-costs.ts'
import { dropCosts } from '#actions/money/drop-costs.ts'
import { showCompany } from '#actions/house/name-company.ts'
import type { CostFileAnswer } from '#contract/money/costs.ts'
import { Refused } from '#contract/refusals.ts'
import { formatsOf } from '#core/words/format.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { wholeOf } from '#cli/options.ts'
import { orRefuse } from '#cli/refusal.ts'
import { tableOf } from '#cli/table.ts'

interface Options {
  readonly drop?: string
  readonly json?: boolean
}

/** `troth costs [FILE.csv] [--drop ID] [--json]` */
export function costsCommand(program: Command, cli: Cli): void {
  const { words, terminal } = cli
  program
    .command('costs')
    .argument('[FILE]', words.say('cli.argument.costs'))
    .description(words.say('cli.command.costs'))
    .option('--drop <ID>', words.say('cli.option.drop_costs'))
    .option('--json', words.say('cli.option.json'))
    .action(async (file: string | undefined, { drop, json }: Options) => {
      const id = drop === undefined ? null : wholeOf('drop', drop, 0, 1, 2 ** 31 - 1)
      if (file !== undefined) await access(file).catch((error: Error) => { throw new Refused({ code: 'file_unreadable', values: { file, found: error.message } }) })
      await cli.inHouse(async (ctx) => {
        const dropped = id === null ? null : orRefuse(await dropCosts(ctx, id))
        const brought = file === undefined ? null : orRefuse(await bringCosts(ctx, basename(file), createReadStream(file)))
        const { files } = await listCosts(ctx)
        if (json) return printJson(cli, brought ?? { dropped, files })
        if (dropped) terminal.out(`${words.say('costs.dropped', { name: dropped.name })}\n`)
        if (brought) terminal.out(`${words.say(brought.known ? 'costs.known' : 'costs.brought', { name: brought.file.name, rows: brought.file.rows })}\n`)
        terminal.out(files.length === 0 ? `${words.say('cli.costs_none')}\n` : filesText(files, cli, await showCompany(ctx)))
      })
    })
}

function filesText(files: readonly CostFileAnswer[], { words, terminal }: Cli, { zone, currency }: { readonly zone: string; readonly currency: string }): string {
  const formats = formatsOf(words, zone, currency)
  const columns = [{ head: words.say('imports.id'), right: true }, { head: words.say('imports.what'), least: 16 }, { head: words.say('cli.costs_days'), spare: 1 }, { head: words.say('costs.win'), right: true }, { head: words.say('costs.keep'), right: true }]
  const rows = files.map(({ id, name, from, to, win, keep }) => [String(id), name, formats.period(`${from}T12:00Z`, `${to}T12:00Z`), formats.sum(win), formats.sum(keep)])
  return tableOf(columns, rows, terminal.columns)
}
