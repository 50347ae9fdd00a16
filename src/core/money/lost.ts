import type { State } from '#core/relationship/state.ts'
import { channelName } from './cost-row.ts'
import type { Between, Winning } from './win-keep.ts'

/** Customers who lapsed and did not come back: how they had come, and where they stood before. */
export interface LostBy {
  readonly channel: string | null
  readonly was: State
  readonly customers: number
}

export interface Replacing {
  readonly customers: number
  /** What as many newcomers by the same channels would cost; null where no cost is known. */
  readonly cost: Between | null
  /** Of them: by channels whose cost is not known. They are taken at what a newcomer costs over all. */
  readonly at_over_all: number
  /** The worth that went with them: of where they stood, less that of the lapsed; null where that is not known. */
  readonly worth: Between | null
  /** Of them: whose state's worth is known. */
  readonly weighed: number
}

const NONE: Between = { value: 0, low: 0, high: 0 }
const plus = (a: Between, b: Between, n: number): Between => ({ value: a.value + n * b.value, low: a.low + n * b.low, high: a.high + n * b.high })

/**
 * What the lost customers cost to replace, and what went with them. Ends of intervals are added as if all were off the same way: too wide rather than too narrow.
 * @param worthLost what one who lapsed out of a state is worth less, where that is known
 */
export function replacing(lost: readonly LostBy[], winning: Winning | null, worthLost: (was: State) => Between | null): Replacing {
  const each = new Map((winning?.channels ?? []).flatMap(({ channel, each: own }) => (own ? [[channelName(channel), own] as const] : [])))
  let [cost, at_over_all, worth, weighed, customers]: [Between | null, number, Between, number, number] = [winning?.over_all ? NONE : null, 0, NONE, 0, 0]
  for (const { channel, was, customers: n } of lost) {
    customers += n
    const own = channel === null ? undefined : each.get(channelName(channel))
    if (!own) at_over_all += n
    if (cost && winning?.over_all) cost = plus(cost, own ?? winning.over_all, n)
    const less = worthLost(was)
    if (less) [worth, weighed] = [plus(worth, less, n), weighed + n]
  }
  return { customers, cost, at_over_all, worth: weighed > 0 ? worth : null, weighed }
}
