import type { Reward } from '#stats/states/worth.ts'

/** What customers paid in the month after each end of a month at which they stood in a state, or were of one kind of it: sums over customers, and squares about their means. */
export interface PaidIn {
  readonly state: number
  /** The place of the kind in the list of them; null where it is of all who stood in the state. */
  readonly kind: number | null
  readonly customers: number
  /** Months in all. */
  readonly steps: number
  readonly paid: number
  /** Squares of what one customer paid in that state, of their months in it, and the product of both. */
  readonly paid_squares: number
  readonly steps_squares: number
  readonly products: number
}

/** What a month in a state brings: a ratio of sums over customers, and its error as of customers, not of months: those of one are alike. */
export function rewardOf({ customers: n, steps, paid, paid_squares: yy, steps_squares: xx, products: xy }: PaidIn): Reward {
  const mean = paid / steps
  const squares = Math.max(0, yy - 2 * mean * xy + mean * mean * xx)
  return { mean, error: n > 1 ? Math.sqrt((n / (n - 1)) * squares) / steps : Math.abs(mean) }
}

/** Of a state in which nobody stood: as everybody, and no surer than that it is about so much. */
export function rewardOfAll(paid: readonly PaidIn[]): Reward {
  const mean = paid.reduce((sum, each) => sum + each.paid, 0) / Math.max(1, paid.reduce((sum, each) => sum + each.steps, 0))
  return { mean, error: Math.abs(mean) }
}

/** With fewer customers, or where nobody paid anything, how much they differ is taken from all who stood there: two who paid nothing are not sure to pay nothing. */
const FEWEST_APART = 30

/** What a month brings of some customers, beside all of them. */
export function rewardOfSome(some: PaidIn, all: PaidIn): Reward {
  const own = rewardOf(some)
  return some.customers >= FEWEST_APART && own.error > 0 ? own : { mean: own.mean, error: rewardOf(all).error * Math.sqrt(all.customers / some.customers) }
}
