import { classOf, STATES, type FlowClass, type State } from '#core/relationship/state.ts'
import { normalQuantile } from '#stats/quantiles.ts'
import { overPeriods } from '#stats/states/varying.ts'
import { dirichletRows, drawnFrom, everReaches, reachesWithin, stepsIn, worths, type Reward, type Worth } from '#stats/states/worth.ts'
import type { Counts } from '#stats/states/transitions.ts'

/** What customers paid in the month after each end of a month at which they stood in a state: sums over customers, and squares about their means. */
export interface PaidIn {
  readonly state: number
  readonly customers: number
  /** Months in all. */
  readonly steps: number
  readonly paid: number
  /** Squares of what one customer paid in that state, of their months in it, and the product of both. */
  readonly paid_squares: number
  readonly steps_squares: number
  readonly products: number
}

export interface WorthSetting {
  /** How far to look ahead. */
  readonly years: number
  /** A year, as .1 for 10 %. */
  readonly discount: number
  /** The share of what is paid that is counted. */
  readonly margin: number
}

export interface StateWorth {
  readonly state: State
  /** Who stood there at some end of a month, and at how many. */
  readonly customers: number
  readonly customer_months: number
  /** Moves of one month that the row of all months is worth, and as how many that have nothing to do with each other it is sure. */
  readonly weight: number
  readonly sure: number
  readonly chances: readonly number[]
  /** All that follows; null where too few stood there. Money in minor units. */
  readonly figures: {
    readonly month: Worth
    readonly worth: Worth
    /** Mean time there once they stand there, in months; null where nobody was seen to leave. */
    readonly stay_months: Worth | null
    readonly devoted_ever: Worth
    readonly devoted_within: Worth
  } | null
}

export interface MoveWorth extends Worth {
  readonly from: State
  readonly to: State
  readonly class: FlowClass
}

/** Of fewer customers who stood in a state nothing is told. */
export const FEWEST_THERE = 30
const MONTHS = 12
const DEVOTED = STATES.indexOf('devoted')
const LAPSED = STATES.indexOf('lapsed')

/** What a month in a state brings: a ratio of sums over customers, and its error as of customers, not of months: those of one are alike. */
export function rewardOf({ customers: n, steps, paid, paid_squares: yy, steps_squares: xx, products: xy }: PaidIn): Reward {
  const mean = paid / steps
  const squares = Math.max(0, yy - 2 * mean * xy + mean * mean * xx)
  return { mean, error: n > 1 ? Math.sqrt((n / (n - 1)) * squares) / steps : Math.abs(mean) }
}

/** Of a state in which nobody stood: as everybody, and no surer than that it is about so much. */
function rewardOfAll(paid: readonly PaidIn[]): Reward {
  const mean = paid.reduce((sum, each) => sum + each.paid, 0) / Math.max(1, paid.reduce((sum, each) => sum + each.steps, 0))
  return { mean, error: Math.abs(mean) }
}

/**
 * What each state and each move is worth: months as steps of a Markov chain, each bringing what those in a state paid in the month after, discounted
 * from its middle, as far as one looks ahead.
 */
export function weighStates(months: readonly Counts[], paid: readonly PaidIn[], { years, discount, margin }: WorthSetting): { states: StateWorth[]; moves: MoveWorth[] } {
  const varying = overPeriods(months)
  const chances = dirichletRows(varying.posterior)
  const seen = STATES.map((_, i) => paid.find(({ state }) => state === i + 1))
  const step = (1 + discount) ** (-1 / MONTHS)
  const counted = (each: Reward, by: number): Reward => ({ mean: each.mean * by, error: each.error * Math.abs(by) })
  const rewards = seen.map((each) => counted(each ? rewardOf(each) : rewardOfAll(paid), margin))
  const worth = worths(chances, rewards.map((each) => counted(each, Math.sqrt(step))), { discount: step, steps: years * MONTHS })
  const ever = drawnFrom(chances, (p) => everReaches(p, DEVOTED, [LAPSED]))
  const within = drawnFrom(chances, (p) => reachesWithin(p, DEVOTED, years * MONTHS))
  const stays = stepsIn(varying.posterior)
  const half = normalQuantile(0.975)
  const isTold = seen.map((each) => (each?.customers ?? 0) >= FEWEST_THERE)
  const states = STATES.map((state, i): StateWorth => ({
    state, customers: seen[i]?.customers ?? 0, customer_months: seen[i]?.steps ?? 0, weight: varying.weights[i]!, sure: varying.sure[i]!, chances: chances.means[i]!,
    figures: !isTold[i] ? null : {
      month: { value: rewards[i]!.mean, low: rewards[i]!.mean - half * rewards[i]!.error, high: rewards[i]!.mean + half * rewards[i]!.error },
      worth: worth.states[i]!, stay_months: stays[i]!, devoted_ever: ever[i]!, devoted_within: within[i]!,
    },
  }))
  const moves = STATES.flatMap((from, i) => STATES.flatMap((to, j): MoveWorth[] => (i !== j && isTold[i] && isTold[j] ? [{ from, to, class: classOf(from, to), ...worth.moves[i]![j]! }] : [])))
  return { states, moves }
}
