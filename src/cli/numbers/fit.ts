import type { Command } from 'commander'
import { fitFile } from '#actions/numbers/fit-file.ts'
import { BEST, FIT_MODELS, type AskedHistory, type FitRequest } from '#contract/numbers/fit.ts'
import { Refused } from '#contract/refusals.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { several } from '#cli/options.ts'
import { orRefuse } from '#cli/refusal.ts'
import { fitText } from './fit-text.ts'

interface Options {
  readonly model: string
  readonly data: string
  readonly cut?: string
  readonly weeks?: boolean
  readonly horizon?: string
  readonly history?: readonly string[]
  readonly column?: readonly string[]
  readonly json?: boolean
}

/** `troth fit --model MODEL --data FILE …` */
export function fitCommand(program: Command, cli: Cli): void {
  const { words } = cli
  program
    .command('fit')
    .description(words.say('numbers.command.fit'))
    .requiredOption('--model <MODEL>', words.say('numbers.option.model', { models: MODELS.join(', ') }))
    .requiredOption('--data <FILE>', words.say('numbers.option.data'))
    .option('--cut <DAY>', words.say('numbers.option.cut'))
    .option('--weeks', words.say('numbers.option.weeks'))
    .option('--horizon <N>', words.say('numbers.option.horizon'))
    .option('--history <X,T_X,T>', words.say('numbers.option.history'), several)
    .option('--column <NAME=HEAD>', words.say('numbers.option.column'), several)
    .option('--json', words.say('cli.option.json'))
    .action(async (options: Options) => {
      const answer = orRefuse(await fitFile({
        file: options.data, model: modelOf(options.model), unit_days: options.weeks ? 7 : 1, columns: columnsOf(options.column), histories: (options.history ?? []).map(historyOf),
        ...(options.cut !== undefined && { cut: dayOf('cut', options.cut) }), ...(options.horizon !== undefined && { horizon: positiveOf('horizon', options.horizon) }),
      }))
      if (options.json) printJson(cli, answer)
      else cli.terminal.out(fitText(answer, cli))
    })
}

const wrong = (name: string, found: string, expected: string): Refused => new Refused({ code: 'query_invalid', values: { name, found, expected } })

const MODELS = [...FIT_MODELS, BEST] as const

function modelOf(found: string): FitRequest['model'] {
  const model = MODELS.find((name) => name === found)
  if (!model) throw wrong('model', found, MODELS.join(', '))
  return model
}

export function dayOf(name: string, found: string): string {
  const at = Date.parse(`${found}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(found) || Number.isNaN(at) || !new Date(at).toISOString().startsWith(found)) throw wrong(name, found, '2026-03-01')
  return found
}

export function positiveOf(name: string, found: string): number {
  const value = Number(found)
  if (!(value > 0 && Number.isFinite(value))) throw wrong(name, found, '> 0')
  return value
}

function historyOf(found: string): AskedHistory {
  const [x, t_x, T, ...more] = found.split(',').map(Number) as [number, number, number]
  const whole = more.length === 0 && Number.isInteger(x) && x >= 0 && t_x >= 0 && T >= t_x && Number.isFinite(T) && (x > 0 || t_x === 0)
  if (!whole) throw wrong('history', found, '2,30.4,38.9 (0 ≤ t_x ≤ T)')
  return { x, t_x, T }
}

/** `NAME=HEAD`, repeated: which column holds what. */
export function columnsOf(pairs: readonly string[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs.map((pair) => {
    const at = pair.indexOf('=')
    if (at < 1) throw wrong('column', pair, 'NAME=HEAD')
    return [pair.slice(0, at), pair.slice(at + 1)]
  }))
}
