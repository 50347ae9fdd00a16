import { STATES, type State } from '#core/relationship/state.ts'
import { betaQuantile } from '#stats/quantiles.ts'
import { overPeriods } from '#stats/states/varying.ts'
import type { Counts } from '#stats/states/transitions.ts'
import type { Worth } from '#stats/states/worth.ts'

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
  /** Weights of the states' worth whose sum is the worth of such a jump, each kind of it as often as it was seen; null where none was seen between states that are told of. */
  readonly weights: readonly number[] | null
}

const isOf = (jump: Jump, i: number, j: number): boolean => ENDS[jump].from.includes(STATES[i]!) && ENDS[jump].to.includes(STATES[j]!)

/** Every named jump. @param told which states' worth can be told */
export const jumpsIn = (months: readonly Counts[], told: readonly boolean[]): Jumped[] => JUMPS.map((jump) => {
  const made = months.map((counts) => {
    const all = counts.flatMap((row, i) => (ENDS[jump].from.includes(STATES[i]!) ? row : [])).reduce((sum, n) => sum + n, 0)
    const jumps = counts.reduce((sum, row, i) => sum + row.reduce((part, n, j) => part + (isOf(jump, i, j) ? n : 0), 0), 0)
    return { all, jumps }
  })
  const [moves, customer_months] = [made.reduce((sum, { jumps }) => sum + jumps, 0), made.reduce((sum, { all }) => sum + all, 0)]
  return { jump, moves, customer_months, share: customer_months > 0 ? shareOf(made) : null, weights: weightsOf(jump, months, told) }
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

function weightsOf(jump: Jump, months: readonly Counts[], told: readonly boolean[]): number[] | null {
  const weights = STATES.map(() => 0)
  let made = 0
  for (const counts of months) for (const [i, row] of counts.entries()) for (const [j, n] of row.entries()) {
    if (!isOf(jump, i, j) || !told[i] || !told[j]) continue
    weights[i]! -= n
    weights[j]! += n
    made += n
  }
  return made > 0 ? weights.map((weight) => weight / made) : null
}
