import type { Command } from 'commander'
import { readMap } from '#actions/map/read-map.ts'
import { mapQuery } from '#contract/map/map.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { addFilters, asQuery, filtersOf, type FilterOptions } from '#cli/options.ts'
import { orRefuse } from '#cli/refusal.ts'
import { mapText } from './map-text.ts'

interface Options extends FilterOptions {
  readonly from?: string
  readonly to?: string
  readonly period?: string
  readonly by?: string
  readonly json?: boolean
}

export function mapCommand(program: Command, cli: Cli): void {
  const { terminal, words } = cli
  const command = program
    .command('map')
    .description(words.say('cli.command.map'))
    .option('--from <DATE>', words.say('cli.option.from'))
    .option('--to <DATE>', words.say('cli.option.to'))
    .option('--period <NAME>', words.say('cli.option.period'))
    .option('--by <WHAT>', words.say('cli.option.by'))
  addFilters(command, words)
    .option('--json', words.say('cli.option.json'))
    .action(async ({ from, to, period, by, json, ...filters }: Options) => {
      const query = asQuery(mapQuery, { from, to, period, by, ...filtersOf(filters) })
      const map = await cli.inHouse(async (ctx) => orRefuse(await readMap(ctx, query)))
      if (json) printJson(cli, map)
      else terminal.out(mapText(map, query.by, words, terminal))
    })
}
