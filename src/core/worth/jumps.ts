import { STATES, type State } from '#core/relationship/state.ts'
import { betaQuantile } from '#stats/quantiles.ts'
import { overPeriods } from '#stats/states/varying.ts'
import type { Worth } from '#stats/states/worth.ts'
import type { Recall } from './recall.ts'
import type { Steps } from './steps.ts'
import { movedTo, type Sum } from './sums.ts'

/** Moves that have a name: a bond that is betrayed, and a customer who is won over again. */
export const JUMPS = ['betrayal', 'recovery'] as const
export type Jump = (typeof JUMPS)[number]

const ENDS: Readonly<Record<Jump, { readonly from: readonly State[]; readonly to: readonly State[] }>> = {
  betrayal: { from: ['devoted', 'loyal'], to: ['disappointed', 'dissatisfied'] },
  recovery: { from: ['disappointed', 'dissatisfied'], to: ['satisfied', 'loyal', 'devoted'] },
}

/** How often a jump was made from the end of a month to the end of the next. */
export interface Jumped {
  readonly jump: Jump
  readonly moves: number
  /** Ends of months at which somebody stood where it begins. */
  readonly customer_months: number
  /** The share of them that was followed by the jump; null where nobody stood there. */
  readonly share: Worth | null
  /** What such a jump makes of those who made it; null where none was seen between states that are told of. */
  readonly sum: Sum | null
}

const isOf = (jump: Jump, i: number, j: number): boolean => ENDS[jump].from.includes(STATES[i]!) && ENDS[jump].to.includes(STATES[j]!)

/** Every named jump. @param told which states' worth can be told */
export const jumpsIn = (steps: Steps, recall: Recall, told: readonly boolean[]): Jumped[] => JUMPS.map((jump) => {
  const made = steps.months.map((counts) => {
    const all = counts.flatMap((row, i) => (ENDS[jump].from.includes(STATES[i]!) ? row : [])).reduce((sum, n) => sum + n, 0)
    const jumps = counts.reduce((sum, row, i) => sum + row.reduce((part, n, j) => part + (isOf(jump, i, j) ? n : 0), 0), 0)
    return { all, jumps }
  })
  const [moves, customer_months] = [made.reduce((sum, { jumps }) => sum + jumps, 0), made.reduce((sum, { all }) => sum + all, 0)]
  return { jump, moves, customer_months, share: customer_months > 0 ? shareOf(made) : null, sum: sumOf(jump, steps, recall, told) }
})

/** The share of customer-months followed by a jump; its interval knows that jumps of one month are alike. */
function shareOf(made: readonly { readonly all: number; readonly jumps: number }[]): Worth {
  const { sure: [sure = 0] } = overPeriods(made.map(({ all, jumps }) => [[all - jumps, jumps]]))
  const [all, jumps] = [made.reduce((sum, each) => sum + each.all, 0), made.reduce((sum, each) => sum + each.jumps, 0)]
  const value = jumps / all
  // Jeffreys' interval: within (0, 1), and at its ends where none or all made it.
  const [a, b] = [value * sure + 0.5, (1 - value) * sure + 0.5]
  return { value, low: jumps === 0 ? 0 : betaQuantile(0.025, a, b), high: jumps === all ? 1 : betaQuantile(0.975, a, b) }
}

/** Those who made it, from where each of them stood. */
function sumOf(jump: Jump, { places }: Steps, recall: Recall, told: readonly boolean[]): Sum | null {
  const { chain } = recall
  const made = places.flatMap((row, place) => row.flatMap((n, to) => (n > 0 && isOf(jump, chain.state[place]!, to) && told[chain.state[place]!] && told[to] ? [{ place, to, n }] : [])))
  const all = made.reduce((sum, { n }) => sum + n, 0)
  return all > 0 ? made.flatMap(({ place, to, n }) => movedTo([[place, n / all]], to, recall)) : null
}
