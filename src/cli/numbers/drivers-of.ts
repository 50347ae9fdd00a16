import type { Command } from 'commander'
import { driversOfFile } from '#actions/numbers/drivers-of-file.ts'
import type { DriverOf, DriversOfAnswer } from '#contract/numbers/drivers-of.ts'
import { Refused } from '#contract/refusals.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { several, wholeOf } from '#cli/options.ts'
import { orRefuse } from '#cli/refusal.ts'
import { tableOf, wrap } from '#cli/table.ts'
import { positiveOf } from './fit.ts'
import { digitsOf } from './fit-text.ts'

interface Options {
  readonly outcome: string
  readonly driver?: readonly string[]
  readonly poor?: string
  readonly excellent?: string
  readonly resamples?: string
  readonly ridge?: string
  readonly seed?: string
  readonly json?: boolean
}

/** `troth drivers-of FILE --outcome HEAD …` */
export function driversOfCommand(program: Command, cli: Cli): void {
  const { words } = cli
  program
    .command('drivers-of')
    .description(words.say('numbers.command.drivers_of'))
    .argument('<FILE>', words.say('numbers.argument.rows'))
    .requiredOption('--outcome <HEAD>', words.say('numbers.option.outcome'))
    .option('--driver <HEAD>', words.say('numbers.option.driver'), several)
    .option('--poor <VALUE>', words.say('numbers.option.poor'))
    .option('--excellent <VALUE>', words.say('numbers.option.excellent'))
    .option('--resamples <N>', words.say('numbers.option.resamples'))
    .option('--ridge <WEIGHT>', words.say('numbers.option.ridge'))
    .option('--seed <N>', words.say('numbers.option.seed'))
    .option('--json', words.say('cli.option.json'))
    .action(async (file: string, { outcome, driver = [], poor, excellent, resamples, ridge, seed, json }: Options) => {
      const answer = orRefuse(await driversOfFile({
        file, outcome, drivers: driver, resamples: wholeOf('resamples', resamples, 500, 1, 100_000), ridge: ridge === undefined ? 1 : positiveOf('ridge', ridge), seed: wholeOf('seed', seed, 1, 0, 2 ** 31 - 1),
        ...(poor !== undefined && { poor: numberOf('poor', poor) }), ...(excellent !== undefined && { excellent: numberOf('excellent', excellent) }),
      }))
      if (json) printJson(cli, answer)
      else cli.terminal.out(driversText(answer, cli))
    })
}

function numberOf(name: string, found: string): number {
  const value = Number(found)
  if (found.trim() === '' || !Number.isFinite(value)) throw new Refused({ code: 'query_invalid', values: { name, found, expected: '2' } })
  return value
}

type Figure = DriverOf['share']

/** What an outcome goes with, the weightiest first, and a word on what that does not mean. */
function driversText(answer: DriversOfAnswer, { terminal, words }: Cli): string {
  const digits = digitsOf(words, 3)
  const percent = new Intl.NumberFormat(words.locale, { style: 'percent', maximumFractionDigits: 1 })
  const within = (figure: Figure | null, say: (value: number) => string = digits): string => (figure ? `${say(figure.value)} (${say(figure.low)} … ${say(figure.high)})` : '')
  const shares = (figure: Figure | null): string => within(figure, (value) => percent.format(value).replace(/^-/, '−'))
  const { drivers } = answer
  const extra: readonly { readonly head: string; readonly cell: (driver: DriverOf) => string; readonly there: boolean }[] = [
    { head: 'odds_ratio', cell: (driver) => within(driver.odds_ratio), there: drivers.some((driver) => driver.odds_ratio) },
    { head: 'attributable', cell: (driver) => shares(driver.attributable), there: drivers.some((driver) => driver.attributable) },
    { head: 'penalty', cell: (driver) => within(driver.penalty), there: drivers.some((driver) => driver.kind) },
    { head: 'reward', cell: (driver) => within(driver.reward), there: drivers.some((driver) => driver.kind) },
    { head: 'kind', cell: (driver) => (driver.kind ? words.say(`numbers.kind.${driver.kind}`) : ''), there: drivers.some((driver) => driver.kind) },
  ]
  const shown = extra.filter(({ there }) => there)
  const columns = [
    { head: words.say('numbers.driver') }, { head: words.say('numbers.share'), right: true }, { head: words.say('numbers.stability'), right: true, spare: 2 }, { head: words.say('numbers.correlation'), right: true, spare: 1 },
    ...shown.map(({ head }) => ({ head: words.say(`numbers.${head}`), right: head !== 'kind' })),
  ]
  const rows = drivers.map((driver) => [driver.name, shares(driver.share), percent.format(driver.stability), digits(driver.correlation), ...shown.map(({ cell }) => cell(driver))])
  return `${[basisOf(answer, words, percent), tableOf(columns, rows, terminal.columns).trimEnd(), ...notesOf(answer, words)].map((part, i) => (i === 1 ? part : wrap(part, Math.min(terminal.columns, 100)))).join('\n')}\n`
}

const basisOf = ({ outcome, rows, method, r_squared }: DriversOfAnswer, words: Words, percent: Intl.NumberFormat): string =>
  words.say('numbers.drivers_basis', { outcome, rows, explained: percent.format(r_squared), method: method === 'lmg' ? 'LMG' : 'Johnson' })

type Words = Cli['words']

const notesOf = ({ constant, separated }: DriversOfAnswer, words: Words): string[] => [
  ...(constant.length > 0 ? [words.say('numbers.constant', { names: constant.join(', ') })] : []), ...(separated === true ? [words.say('numbers.separated')] : []), words.say('numbers.association'),
]
