import { STATES } from '#core/relationship/state.ts'
import { segmentChances, segmentRewards } from '#stats/states/segment.ts'
import type { Counts } from '#stats/states/transitions.ts'
import { overPeriods, sureCounts } from '#stats/states/varying.ts'
import { dirichletRows, drawnFrom, stepsIn, type Reward, type UnsureChances, type Worth } from '#stats/states/worth.ts'
import { rewardOf, rewardOfAll, rewardOfSome, type PaidIn } from './reward.ts'

/** What was seen of some customers: their steps, one table a month, and what they paid. */
export interface Evidence {
  readonly months: readonly Counts[]
  readonly paid: readonly PaidIn[]
}

/** What worth is reckoned from. Lists are by state, in the order of STATES. */
export interface Basis {
  readonly seen: readonly (PaidIn | undefined)[]
  readonly chances: UnsureChances
  /** What is paid in a month, in minor units. */
  readonly rewards: readonly Reward[]
  /** Mean time in a state, in months; null where nobody was seen to leave. */
  readonly stays: readonly (Worth | null)[]
  /** Moves of one month that the row of all months is worth, and as how many that have nothing to do with each other it is sure. */
  readonly alike: readonly number[]
  readonly sure: readonly number[]
  /** Of a segment: how many moves the whole is worth to it, and what share of each row and of what is paid is its own. */
  readonly drawn: { readonly weight: number; readonly own: readonly { readonly moves: number; readonly paid: number }[] } | null
  /** Which states can be told of. */
  readonly told: readonly boolean[]
}

/** Of fewer customers who stood in a state nothing is told. */
export const FEWEST_THERE = 30

const seenIn = (paid: readonly PaidIn[]): (PaidIn | undefined)[] => STATES.map((_, i) => paid.find(({ state }) => state === i + 1))

/** All customers. */
export function basisOfAll({ months, paid }: Evidence): Basis {
  const { posterior, weights, sure } = overPeriods(months)
  const seen = seenIn(paid)
  return {
    seen, chances: dirichletRows(posterior), rewards: seen.map((each) => (each ? rewardOf(each) : rewardOfAll(paid))), stays: stepsIn(posterior),
    alike: weights, sure, drawn: null, told: seen.map((each) => (each?.customers ?? 0) >= FEWEST_THERE),
  }
}

/** Some of them, drawn towards all as far as they look alike. How alike months are is a matter of the company, and taken from all. */
export function basisOfSome(some: Evidence, all: Evidence): Basis {
  const whole = basisOfAll(all)
  const counts = sureCounts(some.months, whole.alike)
  const chances = segmentChances(counts, overPeriods(all.months).posterior)
  const seen = seenIn(some.paid)
  const rewards = segmentRewards(seen.map((each, i) => (each && whole.seen[i] ? rewardOfSome(each, whole.seen[i]) : null)), whole.rewards)
  const stays = drawnFrom(chances, (p) => p.map((row, i) => 1 / Math.max(Number.EPSILON, 1 - row[i]!)))
  return {
    seen, chances, rewards, stays: stays.map((stay, i) => (whole.stays[i] === null ? null : stay)), alike: whole.alike, sure: counts.map((row) => row.reduce((sum, n) => sum + n, 0)),
    drawn: { weight: chances.weight, own: chances.own.map((moves, i) => ({ moves, paid: rewards[i]!.own })) },
    told: whole.told.map((isTold, i) => isTold && seen[i] !== undefined),
  }
}
