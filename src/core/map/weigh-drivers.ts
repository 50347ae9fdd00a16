import type { State } from '#core/relationship/state.ts'
import { wilson, type Share } from '#stats/proportions.ts'
import { drawnRateRatio, rateRatio, type Ratio } from '#stats/rates.ts'
import { tieOf, type Driver, type Tie } from './drivers.ts'

/** Moves out of a state into another, and the days that customers stood in the first: the time in which they could have moved. */
export interface AtRisk {
  readonly moves: number
  readonly days: number
  /** Where the days are known from moments drawn from them: how many each stands for. */
  readonly every_days?: number | null
}

/** Of these, what lay within the window after such a fact. */
export interface Met extends Driver, Omit<AtRisk, 'every_days'> {
  readonly customers: number
  /** Moves at the very moment of such a fact. */
  readonly at_once: number
}

export interface Weighed extends Met {
  readonly tie: Tie
  /** How much more often they moved in the days after such a fact than on all other days; null where nobody stayed long enough after one to tell. */
  readonly ratio: Ratio | null
  /** The share of the moves that had such a fact before them. */
  readonly share: Share
}

/** Fewer moves than this say nothing of why. */
export const FEWEST_MOVES = 10
/** Fewer customers than this who met something say nothing of it, and might be known by it. */
export const FEWEST_MET = 20
/** With fewer moves after it, had or to be expected, the interval is too wide to read. */
export const FEWEST_AFTER = 5

/** How many moves there would have been in the window after such facts, had these days been like all others. */
const usual = ({ moves, days }: Met, all: AtRisk): number => (all.days > days ? (days * (all.moves - moves)) / (all.days - days) : 0)

const isTold = (met: Met, all: AtRisk): boolean => met.customers >= FEWEST_MET && Math.max(met.moves, usual(met, all)) >= FEWEST_AFTER

/** How far from 1 the ratio surely is, either way; of what was followed by a move every time, farther than any. That they bought at all says least. */
const strength = ({ ratio, kind, by }: Weighed): number => (kind === 'purchase' && by === null ? -1 : ratio === null ? Infinity : Math.max(ratio.low, ratio.high === null ? 0 : 1 / ratio.high))

function ratioOf({ moves, days }: Met, all: AtRisk): Ratio | null {
  const each = all.every_days
  const [met, others] = [{ events: moves, time: days }, { events: all.moves - moves, time: all.days - days }]
  return each ? drawnRateRatio({ ...met, time: Math.round(met.time / each) }, { ...others, time: Math.round(others.time / each) }) : rateRatio(met, others)
}

/**
 * What was met before a move, as far as it can be told, weighed: first what no rule looks at, then what the states are measured by, last what makes the
 * move by rule; among each, the surest to go with it first.
 */
export function weighDrivers(rows: readonly Met[], all: AtRisk, from: State, to: State): Weighed[] {
  const met = all.moves < FEWEST_MOVES ? [] : rows.filter((row) => isTold(row, all))
  const told = met.map((row) => ({
    ...row,
    tie: tieOf(row, from, to),
    ratio: ratioOf(row, all),
    share: wilson(row.moves, all.moves),
  }))
  const order = (row: Weighed): number => ORDER.indexOf(row.tie)
  return told.toSorted((a, b) => order(a) - order(b) || compare(strength(b), strength(a)) || nameOf(a).localeCompare(nameOf(b)))
}

const ORDER: readonly Tie[] = ['apart', 'measured', 'by_rule']
const compare = (a: number, b: number): number => (a === b ? 0 : a - b)
const nameOf = ({ kind, by, what }: Driver): string => `${kind} ${by} ${what}`
