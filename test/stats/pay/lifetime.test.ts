import { expect, test } from 'vitest'
import { discountedPurchases, drawValue, lifetimeValue, valueInSum, valueSpread, type Models, type Setting, type Spender } from '#stats/pay/lifetime.ts'
import { diceOf } from '#stats/random.ts'
import { BG_NBD, MBG_ERLANG_2 } from '#stats/stay/bg-models.ts'
import { forecast } from '#stats/stay/forecast.ts'
import type { StayModel } from '#stats/stay/model.ts'
import { BG_BB } from '#stats/stay/bgbb.ts'
import { PARETO_NBD } from '#stats/stay/pareto-model.ts'
import { expectClose } from '../close.ts'

const SPEND = { p: 6.25, q: 3.74, gamma: 15.44 }
const MODELS: Models = { stay: BG_NBD, parameters: [0.2426, 4.4135, 0.7929, 2.4258], spend: SPEND }
const SETTING: Setting = { margin: 0.3, discount: 0.1, horizon: 78, year: 52.18, periods: 12 }
const CUSTOMER: Spender = { x: 2, t_x: 30.43, T: 38.86, n: 1, paid: 2, mean: 22.35 }

test('without a discount it is margin × spend × expected purchases, however many periods', () => {
  for (const periods of [1, 5, 12]) expectClose(discountedPurchases(MODELS, CUSTOMER, { ...SETTING, discount: 0, periods }), BG_NBD.expected(MODELS.parameters, CUSTOMER, 78), 1e-12)
  expectClose(lifetimeValue(MODELS, CUSTOMER, { ...SETTING, discount: 0 }), 0.3 * 24.6637 * BG_NBD.expected(MODELS.parameters, CUSTOMER, 78), 1e-5)
})

test('more periods change little, a higher discount takes away', () => {
  expectClose(discountedPurchases(MODELS, CUSTOMER, SETTING), discountedPurchases(MODELS, CUSTOMER, { ...SETTING, periods: 78 }), 1e-3)
  expect(lifetimeValue(MODELS, CUSTOMER, { ...SETTING, discount: 0.3 })).toBeLessThan(lifetimeValue(MODELS, CUSTOMER, SETTING))
})

test('possible futures agree with what is expected: alive, at least one, how many, and worth what', () => {
  const cases: readonly (readonly [StayModel, readonly number[], number])[] = [
    [BG_NBD, MODELS.parameters, 39],
    [MBG_ERLANG_2, [0.58, 2.29, 1.13, 1.59], 39],
    [PARETO_NBD, [0.553, 10.58, 0.606, 11.67], 39],
    [BG_BB, [1.2, 0.75, 0.66, 2.8], 5],
  ]
  for (const [stay, parameters, horizon] of cases) {
    const history = stay === BG_BB ? { x: 2, t_x: 4, T: 6 } : CUSTOMER
    const dice = diceOf(7)
    const futures = Array.from({ length: 20_000 }, () => stay.draw(parameters, history, horizon, dice).length)
    const some = futures.filter((count) => count > 0).length / futures.length
    const mean = futures.reduce((sum, count) => sum + count, 0) / futures.length
    const spread = Math.sqrt(futures.reduce((sum, count) => sum + (count - mean) ** 2, 0)) / futures.length
    expect(Math.abs(some - stay.chance(parameters, history, horizon)), stay.name).toBeLessThan(4 * Math.sqrt(0.25 / futures.length))
    expect(Math.abs(mean - stay.expected(parameters, history, horizon)), stay.name).toBeLessThan(4 * spread)
  }
  const dice = diceOf(3)
  const worths = Array.from({ length: 20_000 }, () => drawValue(MODELS, CUSTOMER, SETTING, dice))
  const mean = worths.reduce((sum, worth) => sum + worth, 0) / worths.length
  expectClose(mean, lifetimeValue(MODELS, CUSTOMER, SETTING), 0.05)
})

test('the spread of one: none for who is surely gone, in order for others, the same for the same seed', () => {
  const [low, middle, high] = valueSpread(MODELS, CUSTOMER, SETTING)
  expect(low <= middle && middle <= high && high > 0).toBe(true)
  expect(valueSpread(MODELS, CUSTOMER, SETTING)).toEqual([low, middle, high])
  expect(valueSpread(MODELS, { ...CUSTOMER, x: 50, t_x: 5, T: 500 }, SETTING)).toEqual([0, 0, 0])
})

test('in sum: the mean is exact, the spread narrows with numbers; a spend without a mean has no sum', () => {
  const drawn = Array.from({ length: 60 }, (_, i) => ({ ...MODELS, parameters: MODELS.parameters.map((value) => value * (1 + 0.02 * Math.sin(i))) }))
  const sumOf = (n: number): NonNullable<ReturnType<typeof valueInSum>> => valueInSum(MODELS, drawn, [{ ...CUSTOMER, n }, { ...CUSTOMER, x: 0, t_x: 0, paid: 0, mean: 0, n: 3 * n }], SETTING)!
  const [few, many] = [sumOf(10), sumOf(100_000)]
  expectClose(many.mean, 10_000 * few.mean, 1e-9)
  const width = ({ mean, spread: [low, , high] }: typeof few): number => (high - low) / mean
  expect(width(many)).toBeLessThan(width(few) / 3)
  expect(many.spread[0] < many.mean && many.mean < many.spread[2]).toBe(true)
  expect(valueInSum({ ...MODELS, spend: { ...SPEND, q: 0.9 } }, drawn, [{ ...CUSTOMER, paid: 0 }], SETTING)).toBeUndefined()
})

test('a forecast holds its figures between its bounds, and the same seed gives the same to the bit', () => {
  const fit = { parameters: MODELS.parameters, covariance: [[0.01, 0.004, 0, 0], [0.004, 0.01, 0, 0], [0, 0, 0.05, 0.03], [0, 0, 0.03, 0.06]] }
  const found = forecast(BG_NBD, fit, CUSTOMER, 39)
  for (const { value, low, high } of [found.alive, found.chance, found.expected]) expect(low < value && value < high).toBe(true)
  expectClose(found.expected.value, 1.226, 1e-3)
  expect(found.purchases[0]).toBe(0)
  expect(found.purchases[2]).toBeGreaterThan(1)
  expect(forecast(BG_NBD, fit, CUSTOMER, 39)).toEqual(found)
})
