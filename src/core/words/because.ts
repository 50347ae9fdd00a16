import type { Gate, RuleName } from '#core/relationship/rules.ts'
import { DAY_MS } from '#core/units/time.ts'
import type { Formats, When } from './format.ts'
import type { Words } from './index.ts'

type Numbers = Readonly<Record<string, number | null>>

/** One gate as it was read: what was measured against what. */
export interface SaidReading {
  readonly gate: Gate
  readonly on: boolean
  readonly values: Numbers
  readonly thresholds: Numbers
}

/** A *because*, as data (`core/relationship/because.ts`) or as the API answers it. */
export interface SaidBecause {
  readonly at: When
  readonly rule: RuleName
  readonly bought_days: number
  readonly readings: readonly SaidReading[]
}

type Filled = Record<string, string | number>

/** How far ahead chances look unless a reading says otherwise. */
const YEAR_DAYS = 365
/** What is not known is not made up. */
const UNKNOWN = '–'
/** Figures that are chances or shares of a whole. */
const SHARES = new Set(['chance', 'share', 'offered'])
const SHARE_GATES = new Set<Gate>(['silent', 'likely', 'deals', 'points'])

/**
 * The sentence that says why: of the rule that held, with what it measured.
 * @param past it is of old: days are named, not counted from now
 */
export function sayWhy(words: Words, formats: Formats, because: SaidBecause, past = false): string {
  const reading = (gate: Gate): SaidReading | undefined => because.readings.find((one) => one.gate === gate)
  const value = (gate: Gate, name: string): number | null => reading(gate)?.values[name] ?? null
  const { rule } = because
  const ago = (gate: Gate): string => agoOf(value(gate, 'days_ago'), because.at, formats, past)
  const gaps = value('silent', 'gaps')
  const gapDays = value('silent', 'gap_days')
  return words.say(`because.${rule}`, {
    ago: ago(rule === 'devoted' ? 'says' : rule === 'promise_broken' ? 'promise_broken' : rule === 'betrayed' ? 'betrayed' : rule === 'run_out' ? 'run_out' : 'cancelled'),
    known: gaps === null || gapDays === null ? 'no' : 'yes',
    silence: gaps === null || gapDays === null ? UNKNOWN : formats.days(gaps * gapDays),
    gaps: figure(gaps, formats, 1),
    gap: gapDays === null ? UNKNOWN : formats.days(gapDays),
    chance: share(value('likely', 'chance') ?? value('silent', 'chance'), formats),
    promises: value('promise_broken', 'promises') ?? 1,
    head: figure(value('head_negative', 'head'), formats),
    complaints: value('head_negative', 'open_complaints') ?? 0,
    heart: figure(value('heart_positive', 'heart'), formats),
    heard: reading('heart_known')?.on ? 'yes' : 'no',
    bought: because.bought_days,
    repeats: value('rhythm', 'repeats') ?? 0,
    days: reading(rule === 'conduct' ? 'likely' : 'silent')?.thresholds['days'] ?? YEAR_DAYS,
  })
}

/** The readings that speak: gates that are on, and of a heart or a head only while it is known. */
export function speaking<R extends SaidReading>(readings: readonly R[]): R[] {
  const on = new Set(readings.filter((reading) => reading.on).map((reading) => reading.gate))
  return readings.filter(({ gate }) => on.has(gate) && (!gate.startsWith('heart_') || on.has('heart_known')) && (gate !== 'head_negative' || on.has('head_known')))
}

/** One reading in words: what was measured, and from where it counts. */
export function sayReading(words: Words, formats: Formats, at: When, { gate, values, thresholds }: SaidReading): string {
  const filled: Filled = {}
  for (const [name, value] of Object.entries(values)) filled[name] = SHARES.has(name) ? share(value, formats) : figure(value, formats, name === 'gaps' ? 1 : 2)
  for (const name of ['enter', 'leave'] as const) {
    const value = thresholds[name] ?? null
    filled[name] = SHARE_GATES.has(gate) ? share(value, formats) : figure(value, formats, Math.abs(value ?? 0) < 1 ? 2 : 1)
  }
  return words.say(`reading.${gate}`, { ...filled, ...spansOf(gate, values, thresholds, formats), ago: agoOf(values['days_ago'] ?? null, at, formats) })
}

/** What is counted in days, or in whole things, or is called otherwise in a sentence. */
function spansOf(gate: Gate, values: Numbers, thresholds: Numbers, formats: Formats): Filled {
  const days = (value: number | null | undefined): string => (value === null || value === undefined ? UNKNOWN : formats.days(value))
  const whole = (value: number | null | undefined): string => (value === null || value === undefined ? UNKNOWN : formats.count(value))
  return {
    days: days(thresholds['days']),
    dwell: days(thresholds['dwell_days']),
    left: days(values['days_left']),
    complaints: whole(values['open_complaints']),
    promises: whole(values['promises']),
    repeats: whole(values['repeats']),
    least: gate === 'rhythm' ? whole(thresholds['repeats']) : whole(thresholds['gaps']),
  }
}

function agoOf(days: number | null, at: When, formats: Formats, past = false): string {
  if (days === null) return UNKNOWN
  const then = new Date(at).getTime() - days * DAY_MS
  return past ? formats.day(then) : formats.ago(then, at)
}
const figure = (value: number | null, formats: Formats, decimals = 2): string => (value === null ? UNKNOWN : formats.figure(value, decimals))
const share = (value: number | null, formats: Formats): string => (value === null ? UNKNOWN : formats.percent(value))
