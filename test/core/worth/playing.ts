import { STATES } from '#core/relationship/state.ts'
import { REMEMBERING } from '#core/worth/recall.ts'
import type { PaidIn } from '#core/worth/reward.ts'
import type { Stretch } from '#core/worth/steps.ts'
import { diceOf, gamma, pickIndex } from '#stats/random.ts'
import { stretchesOf } from './lives.ts'

/** Ends of months that are played; the steps of the last two years are looked at. */
export const MARKS = 61
export const FROM = MARKS - 25

/** How a company goes: by kind, the chances of a step and what a month brings. */
export interface Truth {
  readonly rows: readonly (readonly number[])[]
  readonly rewards: readonly number[]
}

const FROM_STATE: Readonly<Record<string, readonly number[]>> = {
  devoted: [0.95, 0.04, 0.01, 0, 0, 0, 0, 0], loyal: [0.03, 0.92, 0.03, 0, 0.01, 0, 0, 0.01], satisfied: [0, 0.06, 0.84, 0, 0.05, 0, 0, 0.05],
  dissatisfied: [0, 0.01, 0.14, 0, 0.7, 0, 0, 0.15], new: [0, 0.02, 0.14, 0, 0.02, 0, 0.74, 0.08], lapsed: [0, 0, 0.03, 0, 0, 0, 0, 0.97],
}
const MONTHLY: Readonly<Record<string, number>> = { devoted: 4000, loyal: 2500, satisfied: 1200, dissatisfied: 600, new: 700, lapsed: 60 }

/** Customers whom nothing but the state tells apart. */
export const MEMORYLESS: Truth = {
  rows: REMEMBERING.kinds.map(({ state }) => FROM_STATE[state] ?? STATES.map((each) => Number(each === state))), rewards: REMEMBERING.kinds.map(({ state }) => MONTHLY[state] ?? 0),
}

const LAPSED = STATES.indexOf('lapsed')
const SATISFIED = STATES.indexOf('satisfied')
/** Who fell silent comes back the less the longer ago that is; who came back falls silent again sooner, and pays half. */
const COMES_BACK: Readonly<Record<number, number>> = { 0: 0.16, 3: 0.05, 12: 0.015, 24: 0.004 }
export const FADING: Truth = {
  rows: MEMORYLESS.rows.map((row, kind) => {
    const { state, past, from } = REMEMBERING.kinds[kind]!
    if (state === 'lapsed') return STATES.map((_, to) => (to === SATISFIED ? COMES_BACK[from]! : to === LAPSED ? 1 - COMES_BACK[from]! : 0))
    return past === 'back' && state !== 'new' ? row.map((chance, to) => (to === LAPSED ? chance + 0.1 * row[SATISFIED]! : to === SATISFIED ? 0.9 * chance : chance)) : row
  }),
  rewards: MEMORYLESS.rewards.map((reward, kind) => {
    const { state, past, from } = REMEMBERING.kinds[kind]!
    if (state === 'lapsed') return [250, 40, 5, 0][[0, 3, 12, 24].indexOf(from)]!
    return past === 'back' ? reward / 2 : reward
  }),
}

/** Sums over customers: what the store counts. */
export function summed(state: number, kind: number | null, own: readonly { steps: number; paid: number }[]): PaidIn {
  const sum = (of: (one: { steps: number; paid: number }) => number): number => own.reduce((total, one) => total + of(one), 0)
  const [steps, paid] = [sum((one) => one.steps) / own.length, sum((one) => one.paid) / own.length]
  return {
    state, kind, customers: own.length, steps: steps * own.length, paid: paid * own.length, paid_squares: sum((one) => (one.paid - paid) ** 2),
    steps_squares: sum((one) => (one.steps - steps) ** 2), products: sum((one) => (one.paid - paid) * (one.steps - steps)),
  }
}

/** A company played: newcomers in every month, who differ in how much they spend. */
export function playCompany(seed: number, { rows, rewards }: Truth, people: number): { readonly stood: readonly Stretch[]; readonly paid: readonly PaidIn[] } {
  const dice = diceOf(seed)
  const { chain, kinds, placeOf } = REMEMBERING
  const stood: Stretch[] = []
  const sums = new Map<number, { steps: number; paid: number }[]>()
  for (let n = 0; n < people; n++) {
    const size = gamma(dice, 4, 4)
    const began = n % (MARKS - 1)
    const state = n % 4 === 0 ? SATISFIED : STATES.indexOf('new')
    const life: (number | null)[] = [...Array.from({ length: began }, () => null), state + 1]
    const here = new Map<number, { steps: number; paid: number }>()
    for (let [mark, place] = [began, placeOf(state, n % 4 === 0 ? 0 : 1, 0)]; mark < MARKS - 1; mark++) {
      const kind = chain.row[place]!
      if (mark >= FROM) {
        const sum = here.get(kind) ?? { steps: 0, paid: 0 }
        here.set(kind, { steps: sum.steps + 1, paid: sum.paid + rewards[kind]! * size * gamma(dice, 2, 2) })
      }
      const to = pickIndex(dice, rows[kind]!)
      place = chain.next[place * chain.states + to]!
      life.push(to + 1)
    }
    stood.push(...stretchesOf(life))
    const states = Map.groupBy(here, ([kind]) => -1 - STATES.indexOf(kinds[kind]!.state))
    const add = (key: number, sum: { steps: number; paid: number }): void => void sums.set(key, sums.get(key) ?? []).get(key)!.push(sum)
    for (const [kind, sum] of here) add(kind, sum)
    for (const [key, all] of states) add(key, { steps: all.reduce((sum, [, each]) => sum + each.steps, 0), paid: all.reduce((sum, [, each]) => sum + each.paid, 0) })
  }
  return { stood: stood.filter(({ hi }) => hi > FROM), paid: [...sums].map(([key, own]) => (key < 0 ? summed(-key, null, own) : summed(STATES.indexOf(kinds[key]!.state) + 1, key, own))) }
}
