import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diceOf, normal } from '#stats/random.ts'
import { correlationsOf, crossProducts, isConstant, mergeCrossProducts } from '#stats/drivers/crossproducts.ts'
import { symmetricEigen } from '#stats/drivers/eigen.ts'
import { lmg, relativeWeights, subsetFits } from '#stats/drivers/importance.ts'
import { leastSquares } from '#stats/drivers/least-squares.ts'
import { weighDrivers, type Weighed } from '#stats/drivers/weigh.ts'
import { expectClose } from '../close.ts'
import { REFERENCE_ABSENT, REFERENCE_NOTE, referenceRows } from '../reference.ts'

function weighed(...args: Parameters<typeof weighDrivers>): Weighed {
  const outcome = weighDrivers(...args)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value
}

describe.skipIf(REFERENCE_ABSENT)(`swiss, fertility in 47 provinces${REFERENCE_NOTE}`, () => {
  const rows = REFERENCE_ABSENT ? [] : referenceRows('swiss.csv')
  const column = (name: string): Float64Array => Float64Array.from(rows, (row) => Number(row[name]))
  const names = ['Agriculture', 'Examination', 'Education', 'Catholic', 'Infant.Mortality']

  test('R² .706735; LMG .057091 .171173 .260135 .105570 .112766 (relaimpo 2.2); Johnson .048417 .154708 .271964 .114680 .116966', () => {
    const found = weighed(names, names.map(column), column('Fertility'))
    expect(found.rSquared).toBeCloseTo(0.706735, 6)
    for (const [i, expected] of [0.057091, 0.171173, 0.260135, 0.10557, 0.112766].entries()) expect(found.drivers[i]!.share).toBeCloseTo(expected, 6)
    for (const [i, expected] of [0.048417, 0.154708, 0.271964, 0.11468, 0.116966].entries()) expect(found.drivers[i]!.johnson).toBeCloseTo(expected, 6)
    expect(found.drivers.map(({ rank }) => rank)).toEqual([5, 2, 1, 4, 3])
    for (const { share, low, high, stability } of found.drivers) expect(low < share && share < high && stability > 0.2).toBe(true)
  })
})

/** Columns with a common cause, the last the outcome of the others with these slopes. */
function drawn(seed: number, n: number, slopes: readonly number[], noise = 1): { columns: Float64Array[]; outcome: Float64Array } {
  const dice = diceOf(seed)
  const mood = Float64Array.from({ length: n }, () => normal(dice))
  const columns = slopes.map((_, j) => mood.map((value) => 0.6 * value + normal(dice) + j))
  const outcome = mood.map((_, i) => slopes.reduce((sum, slope, j) => sum + slope * columns[j]![i]!, 0) + noise * normal(dice))
  return { columns, outcome }
}

const all = (size: number): number[] => Array.from({ length: size }, (_, i) => i)

describe('shares of R²', () => {
  const { columns, outcome } = drawn(1, 300, [0.5, 0, -0.3, 0.8, 0.1])
  const products = crossProducts([...columns, outcome])

  test('the slow twin: every order of the drivers, one least-squares fit at a time', () => {
    const orders = (rest: readonly number[]): number[][] => (rest.length === 0 ? [[]] : rest.flatMap((first) => orders(rest.filter((one) => one !== first)).map((more) => [first, ...more])))
    const fit = (drivers: readonly number[]): number => (drivers.length === 0 ? 0 : leastSquares(products, drivers, 5)!.rSquared)
    const sums = [0, 0, 0, 0, 0]
    for (const order of orders(all(5))) for (const [i, driver] of order.entries()) sums[driver]! += fit(order.slice(0, i + 1)) - fit(order.slice(0, i))
    for (const [i, share] of lmg(correlationsOf(products, all(5), 5)).entries()) expectClose(share, sums[i]! / 120, 1e-9)
  })

  test('R² of every subset is that of least squares; both kinds of shares sum to R²', () => {
    const correlations = correlationsOf(products, all(5), 5)
    const fits = subsetFits(correlations)
    for (const mask of [1, 5, 18, 30, 31]) expectClose(fits[mask]!, leastSquares(products, all(5).filter((i) => mask & (1 << i)), 5)!.rSquared, 1e-11)
    for (const shares of [lmg(correlations), relativeWeights(correlations)]) expectClose(shares.reduce((sum, share) => sum + share, 0), fits[31]!, 1e-11)
  })

  test('drivers that do not hang together have the squares of their correlations; two that are the same share alike', () => {
    const among = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)
    for (const weigh of [lmg, relativeWeights]) for (const [i, share] of weigh({ among, outcome: Float64Array.of(0.5, 0.3, -0.4) }).entries()) expectClose(share, [0.25, 0.09, 0.16][i]!, 1e-12)
    const twins = { among: Float64Array.of(1, 1, 1, 1), outcome: Float64Array.of(0.6, 0.6) }
    for (const weigh of [lmg, relativeWeights]) for (const share of weigh(twins)) expectClose(share, 0.18, 1e-9)
  })

  test('16 drivers are weighed exactly, 17 by Johnson', () => {
    const many = drawn(2, 400, all(17).map((i) => (i % 3) / 4))
    const names = all(17).map(String)
    expect(weighed(names.slice(0, 16), many.columns.slice(0, 16), many.outcome, { resamples: 2 }).method).toBe('lmg')
    expect(weighed(names, many.columns, many.outcome, { resamples: 20 }).method).toBe('johnson')
    expect(() => subsetFits({ among: new Float64Array(289), outcome: new Float64Array(17) })).toThrow(RangeError)
  })

  test('bands hold the shares of the whole population about as often as they say', () => {
    const large = drawn(99, 60_000, [0.6, 0.2, 0])
    const truth = weighed(['a', 'b', 'c'], large.columns, large.outcome, { resamples: 1 })
    const held = all(60).flatMap((seed) => {
      const { columns: some, outcome: of } = drawn(seed + 1, 500, [0.6, 0.2, 0])
      return weighed(['a', 'b', 'c'], some, of, { resamples: 200 }).drivers.slice(0, 2).map(({ low, high }, i) => low <= truth.drivers[i]!.share && truth.drivers[i]!.share <= high)
    })
    expect(held.filter(Boolean).length / held.length).toBeGreaterThan(0.86)
  })

  test('many rows are resampled in blocks, and their bands are as wide as row by row', () => {
    const { columns: some, outcome: of } = drawn(5, 1200, [0.6, 0.2])
    const wide = weighed(['a', 'b'], some, of, { resamples: 400 }).drivers[0]!
    const few = weighed(['a', 'b'], some.map((column) => column.subarray(0, 300)), of.subarray(0, 300), { resamples: 400 }).drivers[0]!
    expectClose((few.high - few.low) / (wide.high - wide.low), 2, 0.25)
  })

  test('too few rows, an outcome or drivers that do not vary: a reason; a constant column is named and left out', () => {
    const flat = new Float64Array(300).fill(7)
    expect(weighDrivers(['a'], [flat], outcome)).toEqual({ ok: false, reason: 'no_drivers' })
    expect(weighDrivers(['a'], [columns[0]!], flat)).toEqual({ ok: false, reason: 'outcome_constant' })
    expect(weighDrivers(['a', 'b'], [Float64Array.of(1, 2, 3), Float64Array.of(1, 5, 2)], Float64Array.of(1, 2, 2))).toEqual({ ok: false, reason: 'too_few_rows' })
    expect(weighDrivers(['a'], [new Float64Array(0)], new Float64Array(0))).toEqual({ ok: false, reason: 'too_few_rows' })
    const found = weighed(['flat', 'a'], [flat, columns[0]!], outcome, { resamples: 5 })
    expect([found.constant, found.drivers.map(({ name }) => name)]).toEqual([['flat'], ['a']])
  })

  test('the same seed, the same answer', () => expect(weighed(['a', 'b'], columns.slice(0, 2), outcome)).toEqual(weighed(['a', 'b'], columns.slice(0, 2), outcome)))
})

describe('cross products', () => {
  test('merging parts, some of them twice, is one pass over the rows', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.double({ min: -1e3, max: 1e3, noNaN: true })), { minLength: 3, maxLength: 30 }), fc.integer({ min: 1, max: 29 }), (rows, at) => {
      const cut = Math.min(at, rows.length - 1)
      const columns = [0, 1].map((j) => Float64Array.from(rows, (row) => row[j]!))
      const merged = mergeCrossProducts([crossProducts(columns, 0, cut), crossProducts(columns, cut)], [2, 1])
      const twice = [0, 1].map((j) => Float64Array.from([...rows.slice(0, cut), ...rows], (row) => row[j]!))
      const whole = crossProducts(twice)
      expect(merged.n).toBe(whole.n)
      for (const [i, value] of merged.products.entries()) expect(Math.abs(value - whole.products[i]!)).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(whole.products[i]!) + whole.products[0]! + whole.products[3]!))
    }))
  })

  test('1,000 values near 1e9 that differ by 1 vary, and a thousand times 1e9 + .1 does not', () => {
    expect(isConstant(crossProducts([Float64Array.from({ length: 1000 }, (_, i) => 1e9 + (i % 2))]), 0)).toBe(false)
    expect(isConstant(crossProducts([new Float64Array(1000).fill(1e9 + 0.1)]), 0)).toBe(true)
  })
})

test('eigenvalues by hand: 2 1 / 1 2 has 1 and 3, and vectors put the matrix together again', () => {
  expect([...symmetricEigen(Float64Array.of(2, 1, 1, 2), 2).values].sort((a, b) => a - b)).toEqual([expect.closeTo(1, 12), expect.closeTo(3, 12)])
  const matrix = Float64Array.of(4, 1, -2, 1, 3, 0.5, -2, 0.5, 5)
  const { values, vectors } = symmetricEigen(matrix, 3)
  for (const [i, entry] of matrix.entries()) {
    const back = all(3).reduce((sum, m) => sum + vectors[Math.floor(i / 3) * 3 + m]! * values[m]! * vectors[(i % 3) * 3 + m]!, 0)
    expect(back).toBeCloseTo(entry, 12)
  }
})
