import type { Command } from 'commander'
import { markovFile } from '#actions/numbers/markov-file.ts'
import { Refused } from '#contract/refusals.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { several } from '#cli/options.ts'
import { orRefuse } from '#cli/refusal.ts'
import { columnsOf } from './fit.ts'
import { markovText } from './markov-text.ts'

interface Options {
  readonly data: string
  readonly continuous?: boolean
  readonly exact?: readonly string[]
  readonly move?: readonly string[]
  readonly reward?: readonly string[]
  readonly discount?: string
  readonly target?: string
  readonly end?: readonly string[]
  readonly by?: string
  readonly column?: readonly string[]
  readonly json?: boolean
}

const USUAL_DISCOUNT = 0.9

/** `troth markov --data FILE …` */
export function markovCommand(program: Command, cli: Cli): void {
  const { words } = cli
  program
    .command('markov')
    .description(words.say('numbers.command.markov'))
    .requiredOption('--data <FILE>', words.say('numbers.option.panel'))
    .option('--continuous', words.say('numbers.option.continuous'))
    .option('--exact <STATE>', words.say('numbers.option.exact'), several)
    .option('--move <FROM:TO>', words.say('numbers.option.move'), several)
    .option('--reward <STATE=VALUE>', words.say('numbers.option.reward'), several)
    .option('--discount <FACTOR>', words.say('numbers.option.discount'))
    .option('--target <STATE>', words.say('numbers.option.target'))
    .option('--end <STATE>', words.say('numbers.option.end'), several)
    .option('--by <HEAD>', words.say('numbers.option.by'))
    .option('--column <NAME=HEAD>', words.say('numbers.option.column'), several)
    .option('--json', words.say('cli.option.json'))
    .action(async ({ data, continuous = false, exact = [], move = [], reward = [], discount, target, end = [], by, column, json }: Options) => {
      const answer = orRefuse(await markovFile({
        file: data, continuous, exact, moves: move.map(moveOf), rewards: Object.fromEntries(reward.map(rewardOf)), discount: discountOf(discount), ends: end, columns: columnsOf(column),
        ...(target !== undefined && { target }), ...(by !== undefined && { by }),
      }))
      if (json) printJson(cli, answer)
      else cli.terminal.out(markovText(answer, cli))
    })
}

const wrong = (name: string, found: string, expected: string): Refused => new Refused({ code: 'query_invalid', values: { name, found, expected } })

function moveOf(found: string): [string, string] {
  const [from = '', to = '', ...more] = found.split(':')
  if (from === '' || to === '' || more.length > 0 || from === to) throw wrong('move', found, 'FROM:TO')
  return [from, to]
}

function rewardOf(found: string): [string, number] {
  const at = found.lastIndexOf('=')
  const value = Number(found.slice(at + 1))
  if (at < 1 || found.slice(at + 1).trim() === '' || !Number.isFinite(value)) throw wrong('reward', found, 'loyal=12.5')
  return [found.slice(0, at), value]
}

function discountOf(found: string | undefined): number {
  const value = found === undefined ? USUAL_DISCOUNT : Number(found)
  if (!(value >= 0 && value < 1)) throw wrong('discount', found ?? '', '0 – 0.999')
  return value
}
