import type { Command } from 'commander'
import { readWorth } from '#actions/worth/read-worth.ts'
import { worthQuery } from '#contract/worth/worth.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { addFilters, asQuery, filtersOf, type FilterOptions } from '#cli/options.ts'
import { orRefuse } from '#cli/refusal.ts'
import { worthText } from './worth-text.ts'

interface Options extends FilterOptions {
  readonly years?: string
  readonly discount?: string
  readonly margin?: string
  readonly json?: boolean
}

/** `troth worth [filters]` */
export function worthCommand(program: Command, cli: Cli): void {
  const { terminal, words } = cli
  const command = program.command('worth').description(words.say('cli.command.worth'))
  command.option('--years <N>', words.say('cli.option.years_ahead')).option('--discount <SHARE>', words.say('cli.option.discount')).option('--margin <SHARE>', words.say('worth.option.margin'))
  addFilters(command, words)
    .option('--json', words.say('cli.option.json'))
    .action(async ({ years, discount, margin, json, ...filters }: Options) => {
      const query = asQuery(worthQuery, { years, discount, margin, ...filtersOf(filters) })
      const worth = await cli.inHouse(async (ctx) => orRefuse(await readWorth(ctx, query)))
      if (json) printJson(cli, worth)
      else terminal.out(worthText(worth, words, terminal))
    })
}
