import { classOf, STATES, type FlowClass, type State } from '#core/relationship/state.ts'
import { normalQuantile } from '#stats/quantiles.ts'
import { drawnFrom, everReaches, reachesWithin, worths, type Reward, type Worth } from '#stats/states/worth.ts'
import type { Counts } from '#stats/states/transitions.ts'
import type { Basis } from './basis.ts'
import { jumpsIn, type Jumped } from './jumps.ts'

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
  /** Of a segment: the shares of its row of chances, and of what is paid, that are its own; null for all customers. */
  readonly own: { readonly moves: number; readonly paid: number } | null
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

export interface JumpWorth extends Omit<Jumped, 'weights'> {
  readonly worth: Worth | null
}

export interface Weighed {
  readonly states: readonly StateWorth[]
  readonly moves: readonly MoveWorth[]
  readonly jumps: readonly JumpWorth[]
}

const MONTHS = 12
const DEVOTED = STATES.indexOf('devoted')
const LAPSED = STATES.indexOf('lapsed')

const counted = (each: Reward, by: number): Reward => ({ mean: each.mean * by, error: each.error * Math.abs(by) })

/**
 * What each state and each move is worth: months as steps of a Markov chain, each bringing what those in a state paid in the month after, discounted
 * from its middle, as far as one looks ahead.
 * @param months the steps of those it is of, one table a month
 */
export function weighStates(basis: Basis, months: readonly Counts[], { years, discount, margin }: WorthSetting): Weighed {
  const { chances, told } = basis
  const step = (1 + discount) ** (-1 / MONTHS)
  const rewards = basis.rewards.map((each) => counted(each, margin))
  const jumped = jumpsIn(months, told)
  const worth = worths(chances, rewards.map((each) => counted(each, Math.sqrt(step))), { discount: step, steps: years * MONTHS, sums: jumped.map(({ weights }) => weights ?? []) })
  const ever = drawnFrom(chances, (p) => everReaches(p, DEVOTED, [LAPSED]))
  const within = drawnFrom(chances, (p) => reachesWithin(p, DEVOTED, years * MONTHS))
  const states = STATES.map((state, i): StateWorth => ({
    state, customers: basis.seen[i]?.customers ?? 0, customer_months: basis.seen[i]?.steps ?? 0, weight: basis.alike[i]!, sure: basis.sure[i]!, own: basis.drawn?.own[i] ?? null,
    chances: chances.means[i]!,
    figures: told[i] ? { month: around(rewards[i]!), worth: worth.states[i]!, stay_months: basis.stays[i]!, devoted_ever: ever[i]!, devoted_within: within[i]! } : null,
  }))
  const moves = STATES.flatMap((from, i) => STATES.flatMap((to, j): MoveWorth[] => (i !== j && told[i] && told[j] ? [{ from, to, class: classOf(from, to), ...worth.moves[i]![j]! }] : [])))
  return { states, moves, jumps: jumped.map(({ weights, ...jump }, i) => ({ ...jump, worth: weights && worth.sums[i]! })) }
}

function around({ mean, error }: Reward): Worth {
  const half = normalQuantile(0.975) * error
  return { value: mean, low: mean - half, high: mean + half }
}
