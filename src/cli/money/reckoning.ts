import type { Command } from 'commander'
import { showCompany } from '#actions/house/name-company.ts'
import { changeReckoning, showReckoning } from '#actions/money/reckoning.ts'
import { formatsOf } from '#core/words/format.ts'
import { reckoningChanges, type ReckoningAnswer } from '#contract/money/reckoning.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { asBody } from '#cli/options.ts'
import { tableOf } from '#cli/table.ts'

interface Options {
  readonly margin?: string
  readonly discount?: string
  readonly years?: string
  readonly point?: string
  readonly json?: boolean
}

export function reckoningCommand(program: Command, cli: Cli): void {
  const { words } = cli
  program
    .command('reckoning')
    .description(words.say('cli.command.reckoning'))
    .option('--margin <SHARE>', words.say('cli.option.margin'))
    .option('--discount <SHARE>', words.say('cli.option.discount'))
    .option('--years <N>', words.say('cli.option.years_ahead'))
    .option('--point <MINOR>', words.say('cli.option.point'))
    .option('--json', words.say('cli.option.json'))
    .action(({ json, ...options }: Options) =>
      cli.inHouse(async (ctx) => {
        const said = saidIn(options)
        const reckoning = Object.keys(said).length > 0 ? await changeReckoning(ctx, asBody(reckoningChanges, said)) : await showReckoning(ctx)
        if (json) printJson(cli, reckoning)
        else cli.terminal.out(reckoningText(cli, reckoning, (await showCompany(ctx)).currency))
      }))
}

const saidIn = ({ margin, discount, years, point }: Omit<Options, 'json'>): Record<string, number | null> => ({
  ...(margin !== undefined && { margin: margin === 'orders' ? null : Number(margin) }), ...(discount !== undefined && { discount: Number(discount) }), ...(years !== undefined && { years: Number(years) }),
  ...(point !== undefined && { point_minor: point === 'none' ? null : Number(point) }),
})

function reckoningText({ terminal, words }: Cli, { margin, discount, years, point_minor }: ReckoningAnswer, currency: string): string {
  const { percent, price } = formatsOf(words, 'UTC', currency)
  const rows = [
    [words.say('reckoning.margin'), margin === null ? words.say('cli.reckoning_as_orders') : percent(margin, 1)],
    [words.say('reckoning.discount'), percent(discount, 1)],
    [words.say('reckoning.years'), words.say('cli.reckoning_years', { years })],
    [words.say('reckoning.point'), point_minor === null ? words.say('cli.reckoning_unsaid') : price(point_minor)],
  ]
  return tableOf([{ head: '' }, { head: '' }], rows, terminal.columns).replace(/^\n/, '')
}
