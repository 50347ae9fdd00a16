import type { Command } from 'commander'
import { readDrivers } from '#actions/map/read-drivers.ts'
import { showCompany } from '#actions/house/name-company.ts'
import { driversQuery } from '#contract/map/drivers.ts'
import { formatsOf } from '#core/words/format.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { addFilters, asQuery, filtersOf, type FilterOptions } from '#cli/options.ts'
import { paintOn } from '#cli/paint.ts'
import { orRefuse } from '#cli/refusal.ts'
import { driversText } from './drivers-text.ts'

interface Options extends FilterOptions {
  readonly move: string
  readonly from?: string
  readonly to?: string
  readonly period?: string
  readonly window?: string
  readonly all?: boolean
  readonly json?: boolean
}

/** `troth drivers --move satisfied>lapsed [filters]` */
export function driversCommand(program: Command, cli: Cli): void {
  const { terminal, words } = cli
  const command = program
    .command('drivers')
    .description(words.say('cli.command.drivers'))
    .requiredOption('--move <MOVE>', words.say('cli.option.move'))
    .option('--from <DATE>', words.say('cli.option.from'))
    .option('--to <DATE>', words.say('cli.option.to'))
    .option('--period <NAME>', words.say('cli.option.period'))
    .option('--window <DAYS>', words.say('cli.option.window'))
  addFilters(command, words)
    .option('--all', words.say('cli.option.all_drivers'))
    .option('--json', words.say('cli.option.json'))
    .action(async ({ move, from, to, period, window, all, json, ...filters }: Options) => {
      const query = asQuery(driversQuery, { move, from, to, period, window, ...filtersOf(filters) })
      const { answer, company } = await cli.inHouse(async (ctx) => ({ answer: orRefuse(await readDrivers(ctx, query)), company: await showCompany(ctx) }))
      if (json) return printJson(cli, answer)
      const setting = { words, formats: formatsOf(words, company.zone, company.currency), paint: paintOn(terminal), width: Math.min(terminal.columns, 120) }
      terminal.out(driversText(answer, setting, all === true))
    })
}
