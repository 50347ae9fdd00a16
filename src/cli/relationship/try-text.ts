import type { TryPolicyAnswer } from '#contract/relationship/policy-answers.ts'
import type { Formats } from '#core/words/format.ts'
import type { Words } from '#core/words/index.ts'
import type { Cli } from '#cli/cli.ts'
import { paintOn, type Paint } from '#cli/paint.ts'
import { tableOf, wrap } from '#cli/table.ts'
import { changesText } from './policy-text.ts'

type Estimate = TryPolicyAnswer['elsewhere']

/** Fewer flows than this are all told. */
const MOST_FLOWS = 8

interface Setting {
  readonly words: Words
  readonly formats: Formats
  readonly paint: Paint
  readonly width: number
  /** Was a sample looked at? Then figures have intervals. */
  readonly sampled: boolean
}

const within = (estimate: Estimate, say: (value: number) => string, sampled: boolean): string =>
  sampled ? `${say(estimate.value)} (${say(estimate.low)} … ${say(estimate.high)})` : say(estimate.value)

/** What a try foretells: who would stand where, how many stand elsewhere, what moves there would have been, and how far to trust it. */
export function tryText({ terminal, words }: Pick<Cli, 'terminal' | 'words'>, tried: TryPolicyAnswer, formats: Formats): string {
  const { customers, looked_at, elsewhere, learned_anew } = tried
  const setting: Setting = { words, formats, paint: paintOn(terminal), width: Math.min(terminal.columns, 120), sampled: looked_at < customers }
  const { paint, width, sampled } = setting
  const basis = sampled ? words.say('try.sample', { looked_at, customers }) : words.say('try.all', { customers })
  const verdict = elsewhere.value === 0
    ? words.say('try.nobody')
    : words.say('try.elsewhere', { customers: within(elsewhere, formats.count, sampled), share: formats.percent(elsewhere.value / Math.max(1, customers), 1) })
  const parts = [
    `${paint.strong(changesText(tried.changes))}\n${wrap(verdict, width)}\n`,
    statesText(tried.states, setting), flowsText(tried, setting), `${wrap(movesText(tried, setting), width)}\n`,
    tried.groups && unitsText(tried.groups, setting),
    learned_anew.length > 0 && `${wrap(words.say('try.learned_anew', { settings: learned_anew.join(', ') }), width)}\n`,
    `${paint.quiet(wrap(basis, width))}\n`,
  ]
  return parts.filter(Boolean).join('\n')
}

function statesText(states: TryPolicyAnswer['states'], { words, formats, paint, width, sampled }: Setting): string {
  const columns = [
    { head: words.say('map.state') }, { head: words.say('try.now'), right: true }, { head: words.say('try.would'), right: true }, { head: words.say('map.change'), right: true, spare: 1 },
  ]
  const signed = (value: number): string => formats.change(value) || formats.count(0)
  const rows = states.map(({ state, now, would, change }) => [
    paint.state(state, words.say(`state.${state}`)), formats.count(now.value), within(would, formats.count, sampled), within(change, signed, sampled),
  ])
  return tableOf(columns, rows, width)
}

function flowsText({ matrix }: TryPolicyAnswer, { words, formats, paint, width, sampled }: Setting): string {
  const flows = matrix.filter(({ from, to, customers }) => from !== to && customers.value > 0).toSorted((a, b) => b.customers.value - a.customers.value).slice(0, MOST_FLOWS)
  if (flows.length === 0) return ''
  const name = (state: (typeof flows)[number]['from']): string => paint.state(state, words.say(`state.${state}`))
  const columns = [{ head: words.say('map.from') }, { head: words.say('map.to') }, { head: words.say('map.customers'), right: true }]
  return `${paint.strong(words.say('try.flows'))}\n${tableOf(columns, flows.map(({ from, to, customers }) => [name(from), name(to), within(customers, formats.count, sampled)]), width)}`
}

function movesText({ quarter: { now, would } }: TryPolicyAnswer, { words, formats, sampled }: Setting): string {
  const sum = (side: typeof now): string => formats.count(Object.values(side.classes).reduce((total, moves) => total + moves, 0))
  return words.say('try.moves', {
    now: sum(now), would: sum(would), customers_now: within(now.customers, formats.count, sampled), customers_would: within(would.customers, formats.count, sampled),
  })
}

/** Per unit, each state as it would be with what changes in brackets. */
function unitsText(groups: NonNullable<TryPolicyAnswer['groups']>, { words, formats, width }: Setting): string {
  const states = groups[0]?.states.map(({ state }) => state) ?? []
  const columns = [{ head: words.say('try.unit'), least: 14 }, ...states.map((state, i) => ({ head: words.say(`state.${state}`), right: true, spare: i + 1 }))]
  const rows = groups.map((group) => [
    group.name ?? group.key ?? words.say('map.none'),
    ...group.states.map(({ would, change }) => `${formats.count(would.value)}${change.value === 0 ? '' : ` (${formats.change(change.value)})`}`),
  ])
  return tableOf(columns, rows, width)
}
