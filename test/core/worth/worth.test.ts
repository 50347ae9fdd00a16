import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { STATES } from '#core/relationship/state.ts'
import { stepsOf, type Stretch } from '#core/worth/steps.ts'
import { FORGETTING, REMEMBERING } from '#core/worth/recall.ts'
import { basisOfAll, type Basis } from '#core/worth/basis.ts'
import { checkYear, sameInHalves } from '#core/worth/check.ts'
import { rewardOf, type PaidIn } from '#core/worth/reward.ts'
import { weighStates } from '#core/worth/weigh-states.ts'
import { diceOf, gamma, pickIndex } from '#stats/random.ts'
import { worthWithin } from '#stats/states/worth.ts'
import { placeThen, stretchesOf, type Life } from './lives.ts'


const MARKS = 9
const FROM = 3
const anyLife = fc.tuple(fc.integer({ min: 0, max: MARKS }), fc.array(fc.integer({ min: 1, max: 8 }), { minLength: MARKS, maxLength: MARKS })).map(([came, states]): Life => states.map((state, i) => (i < came ? null : state)))

test('steps are those of every customer, month by month; those who came are counted apart; nobody is lost', () => {
  fc.assert(fc.property(fc.array(anyLife, { maxLength: 30 }), fc.constantFrom(REMEMBERING, FORGETTING), (lives, recall) => {
    const { months, kind_months, places, came, came_to, today } = stepsOf(lives.flatMap(stretchesOf), { marks: MARKS, from: FROM }, recall)
    const steps = Array.from({ length: MARKS - 1 - FROM }, (_, k) => k + FROM)
    expect(months).toEqual(steps.map((k) => STATES.map((_s, i) => STATES.map((_t, j) => lives.filter((life) => life[k] === i + 1 && life[k + 1] === j + 1).length))))
    expect(came).toEqual(STATES.map((_, j) => lives.filter((life) => life.some((state, k) => k > FROM && life[k - 1] === null && state === j + 1)).length))
    // One by one: where each customer is, by all that they did before.
    const at = lives.map((life) => life.map((_, k) => placeThen(life, k, recall)))
    const counted = recall.chain.state.length
    expect(places).toEqual(Array.from({ length: counted }, (_, place) => STATES.map((_s, j) => lives.reduce((sum, life, n) => sum + steps.filter((k) => at[n]![k] === place && life[k + 1] === j + 1).length, 0))))
    expect(today).toEqual(Array.from({ length: counted }, (_, place) => at.filter((own) => own.at(-1) === place).length))
    expect(came_to.reduce((sum, n) => sum + n, 0)).toBe(came.reduce((sum, n) => sum + n, 0))
    expect(kind_months.map((each) => each.flat().reduce((sum, n) => sum + n, 0))).toEqual(months.map((each) => each.flat().reduce((sum, n) => sum + n, 0)))
  }))
})

test('the chain leads from each place to the place that a life goes to', () => {
  fc.assert(fc.property(anyLife, fc.constantFrom(REMEMBERING, FORGETTING), (life, recall) => {
    const { chain } = recall
    for (let k = 1; k < MARKS; k++) {
      const [before, now] = [placeThen(life, k - 1, recall), placeThen(life, k, recall)]
      if (before !== null) expect(chain.next[before * chain.states + life[k]! - 1]).toBe(now)
    }
  }))
})

test('halves that moved alike are found alike, and those that did not are not', () => {
  const table = (stay: number): number[][] => STATES.map((_, i) => STATES.map((_s, j) => (i > 2 || j > 2 ? 0 : i === j ? stay : (200 - stay) / 2)))
  const months = (first: number, second: number): number[][][] => Array.from({ length: 12 }, (_, k) => table(k < 6 ? first : second))
  const p = (first: number, second: number): number => sameInHalves(months(first, second), basisOfAll({ months: months(first, second), kind_months: months(first, second), paid: [] }, FORGETTING))!.p
  expect(p(180, 180)).toBeGreaterThan(0.99)
  expect(p(190, 120)).toBeLessThan(0.01)
  expect(sameInHalves([], basisOfAll({ months: [table(0)], kind_months: [table(0)], paid: [] }, FORGETTING))).toBeNull()
})

describe('what came a year on', () => {
  const chances = STATES.map((_, i) => STATES.map((_s, j) => (i === 0 ? [0.9, 0.1, 0, 0, 0, 0, 0, 0][j]! : Number(i === j))))
  const basis = { chances: { means: chances, draw: () => chances }, rewards: STATES.map((_, i) => ({ mean: i === 0 ? 1000 : 0, error: 1 })), recall: FORGETTING } as unknown as Basis
  const seen = { state: 1, past: 0, months: 3, customers: 100, still: 40, paid: 600_000, paid_squares: 99 * 4_000_000 }

  test('the chain expects p¹² to be there, and what they pay while they are: 1,000 a month at a margin of a half', () => {
    const [devoted] = checkYear(basis, [seen], 0.5)
    expect(devoted!.still.expected).toBeCloseTo(0.9 ** 12, 12)
    expect(devoted!.year.expected).toBeCloseTo((500 * (1 - 0.9 ** 12)) / 0.1, 9)
    expect([devoted!.still.value, devoted!.year.value]).toEqual([0.4, 3000])
    // A mean of 100 with a standard deviation of 2,000: 1.96 × 200 each way, and half of it counts.
    expect(devoted!.year.high - 3000).toBeCloseTo(1.959964 * 100, 2)
  })

  test('of few nothing is said', () => expect(checkYear(basis, [{ ...seen, customers: 29 }], 1)).toEqual([]))
})

describe('a company of which everything is known', () => {
  // Five states of eight: the others are never seen.
  const MONTHLY: Readonly<Record<number, number>> = { 1: 4000, 2: 2500, 3: 1200, 5: 600, 8: 0 }
  const STEPS: Readonly<Record<number, readonly number[]>> = { 1: [0.95, 0.04, 0.01, 0, 0, 0, 0, 0], 2: [0.03, 0.92, 0.03, 0, 0.01, 0, 0, 0.01], 3: [0, 0.06, 0.85, 0, 0.05, 0, 0, 0.04], 5: [0, 0.01, 0.14, 0, 0.7, 0, 0, 0.15], 8: [0, 0, 0.03, 0, 0, 0, 0, 0.97] }
  const truth = (margin: number): number[] => {
    const delta = 1.1 ** (-1 / 12)
    const chances = STATES.map((_, i) => STEPS[i + 1] ?? STATES.map((_s, j) => Number(i === j)))
    return worthWithin(chances, STATES.map((_, i) => (MONTHLY[i + 1] ?? 0) * margin * Math.sqrt(delta)), delta, 36)
  }

  /** Customers who differ in how much they spend, each a life of two years. */
  function play(seed: number, people = 700): { stood: Stretch[]; paid: PaidIn[] } {
    const dice = diceOf(seed)
    const stood: Stretch[] = []
    const own = new Map<number, { steps: number; paid: number }[]>()
    for (let n = 0; n < people; n++) {
      const size = gamma(dice, 4, 4)
      const life = [[1, 2, 3, 5, 8][n % 5]!]
      const here = new Map<number, { steps: number; paid: number }>()
      for (let k = 0; k < 24; k++) {
        const state = life.at(-1)!
        const sum = here.get(state) ?? { steps: 0, paid: 0 }
        here.set(state, { steps: sum.steps + 1, paid: sum.paid + MONTHLY[state]! * size * gamma(dice, 2, 2) })
        life.push(pickIndex(dice, STEPS[state]!) + 1)
      }
      stood.push(...stretchesOf(life))
      for (const [state, sum] of here) own.set(state, [...(own.get(state) ?? []), sum])
    }
    return { stood, paid: [...own].map(([state, sums]) => summed(state, sums)) }
  }

  function summed(state: number, own: readonly { steps: number; paid: number }[]): PaidIn {
    const sum = (of: (one: { steps: number; paid: number }) => number): number => own.reduce((total, one) => total + of(one), 0)
    const [steps, paid] = [sum((one) => one.steps) / own.length, sum((one) => one.paid) / own.length]
    return {
      state, kind: null, customers: own.length, steps: steps * own.length, paid: paid * own.length, paid_squares: sum((one) => (one.paid - paid) ** 2),
      steps_squares: sum((one) => (one.steps - steps) ** 2), products: sum((one) => (one.paid - paid) * (one.steps - steps)),
    }
  }

  const weighed = (seed: number): ReturnType<typeof weighStates> => {
    const { stood, paid } = play(seed)
    const steps = stepsOf(stood, { marks: 25, from: 0 }, FORGETTING)
    return weighStates(basisOfAll({ ...steps, paid }, FORGETTING), steps, { years: 3, discount: 0.1, margin: 0.4 })
  }

  test('intervals of worth and of moves hold the truth about as often as they say', () => {
    const real = truth(0.4)
    const hits: boolean[] = []
    for (let seed = 1; seed <= 14; seed++) {
      const { states, moves } = weighed(seed)
      for (const { state, figures } of states) {
        if (!figures) continue
        const value = real[STATES.indexOf(state)]!
        hits.push(figures.worth.low <= value && value <= figures.worth.high)
      }
      for (const { from, to, low, high } of moves) {
        const value = real[STATES.indexOf(to)]! - real[STATES.indexOf(from)]!
        hits.push(low <= value && value <= high)
      }
    }
    expect(hits.length).toBeGreaterThan(14 * 20)
    expect(hits.filter(Boolean).length / hits.length).toBeGreaterThan(0.9)
  })

  test('a move is the difference of two states, there and back; the worse is worth less; states nobody stood in are not told of', () => {
    const { states, moves } = weighed(7)
    const worth = (state: string): number => states.find((each) => each.state === state)!.figures!.worth.value
    for (const { from, to, value } of moves) expect(value).toBeCloseTo(worth(to) - worth(from), 6)
    expect(worth('devoted') > worth('loyal') && worth('loyal') > worth('satisfied') && worth('satisfied') > worth('dissatisfied') && worth('dissatisfied') > worth('lapsed')).toBe(true)
    expect(states.filter(({ figures }) => figures === null).map(({ state }) => state)).toEqual(['disappointed', 'handcuffed', 'new'])
    expect(moves.some(({ from, to }) => from === 'new' || to === 'new')).toBe(false)
    const loyal = states.find(({ state }) => state === 'loyal')!
    expect(loyal.figures!.stay_months!.low < 12.5 && loyal.figures!.stay_months!.high > 12.5).toBe(true)
    expect(loyal.figures!.devoted_ever!.value).toBeGreaterThan(loyal.figures!.devoted_within!.value * 0.9)
  })

  test('where nobody becomes devoted, nothing is said of how many ever do', () => {
    const { stood, paid } = play(7)
    const [others, theirs] = [stood.filter(({ state }) => state !== 1).map((one) => (one.next === 1 ? { ...one, next: 2 } : one)), paid.filter(({ state }) => state !== 1)]
    const steps = stepsOf(others, { marks: 25, from: 0 }, FORGETTING)
    const { states } = weighStates(basisOfAll({ ...steps, paid: theirs }, FORGETTING), steps, { years: 3, discount: 0.1, margin: 0.4 })
    const told = states.filter(({ figures }) => figures !== null)
    expect(told.length).toBeGreaterThan(2)
    expect(told.map(({ figures }) => [figures!.devoted_ever, figures!.devoted_within])).toEqual(told.map(() => [null, null]))
  })

  test('the error of a month’s margin is that of customers: the slow twin leaves each of them out once', () => {
    const own = Array.from({ length: 50 }, (_, i) => ({ steps: 1 + (i % 9), paid: 300 * ((i * 37) % 11) }))
    const reward = rewardOf(summed(2, own))
    const ratio = (some: readonly { steps: number; paid: number }[]): number => some.reduce((sum, one) => sum + one.paid, 0) / some.reduce((sum, one) => sum + one.steps, 0)
    const without = own.map((_, i) => ratio(own.filter((_o, j) => j !== i)))
    const jackknife = Math.sqrt((49 / 50) * without.reduce((sum, each) => sum + (each - ratio(own)) ** 2, 0))
    expect(reward.mean).toBeCloseTo(ratio(own), 9)
    expect(Math.abs(reward.error / jackknife - 1)).toBeLessThan(0.05)
  })
})
