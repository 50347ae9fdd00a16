import { describe, expect, test } from 'vitest'
import { adjustDrivers, type Adjusted, type Cells } from '#core/map/adjust-drivers.ts'
import type { Driver } from '#core/map/drivers.ts'
import { weighDrivers, type Met } from '#core/map/weigh-drivers.ts'

type Row = readonly [met: readonly number[], days: number, moves: number, at_once?: readonly number[]]

/** Cells in four lots alike; the drivers' own figures are those of the cells. */
function adjusted(drivers: readonly Driver[], rows: readonly Row[]): ReturnType<typeof adjustDrivers> & { readonly of: (what: string | null) => Adjusted } {
  const each = rows.flatMap(([, days, moves], i) => [0, 1, 2, 3].map((lot) => ({ lot, i, days: days / 4, moves: moves / 4 })))
  const cells: Cells = {
    drivers, just_come: drivers.length, patterns: rows.flatMap(([met, , , now = []]) => [met, now]), lots: 4,
    lot: Uint16Array.from(each, ({ lot }) => lot), pattern: Uint32Array.from(each, ({ i }) => 2 * i), at_once: Uint32Array.from(each, ({ i }) => 2 * i + 1),
    days: Float64Array.from(each, ({ days }) => days), moves: Float64Array.from(each, ({ moves }) => moves), every_days: null,
  }
  const sum = (of: 1 | 2, number?: number): number => rows.reduce((total, row) => total + (number === undefined || row[0].includes(number) ? row[of] : 0), 0)
  const met = drivers.map((driver, i): Met => ({ ...driver, customers: 200, days: sum(1, i), moves: sum(2, i), at_once: rows.reduce((total, [, , moves, now = []]) => total + (now.includes(i) ? moves : 0), 0) }))
  const told = weighDrivers(met, { days: sum(1), moves: sum(2) }, 'satisfied', 'disappointed')
  const found = adjustDrivers(told, cells)
  return { ...found, of: (what) => found.drivers.find((each) => each.what === what)! }
}

const contact = (what: string): Driver => ({ kind: 'contact', by: 'topic', what })
const shop = (what: string): Driver => ({ kind: 'purchase', by: 'unit', what })

describe('drivers adjusted for each other', () => {
  test('what comes with a driver and does nothing has a plain ratio far from 1, and an adjusted one near it', () => {
    const { of } = adjusted([contact('true'), contact('along')], [[[], 40_000, 80], [[0], 2000, 20], [[0, 1], 4000, 40], [[1], 1000, 2]])
    expect(of('along').ratio?.low).toBeGreaterThan(2)
    expect(Math.abs(Math.log(of('along').adjusted!.value))).toBeLessThan(0.1)
    expect([of('true').stands_out, of('along').stands_out, of('true').adjusted!.low > 2]).toEqual([true, false, true])
    expect(of('true').attributable!.value).toBeGreaterThan(5 * Math.abs(of('along').attributable!.value))
    // On 4,040 of its 5,042 days, a day each move; the other way round on 4,040 of 6,060.
    expect([of('along').comes_with?.what, of('along').comes_with?.share, of('true').comes_with]).toEqual(['true', expect.closeTo(4040 / 5042, 9), null])
  })

  test('what makes the move by rule takes nothing from what brought it about', () => {
    const late: Driver = { kind: 'broke', by: 'promise', what: 'late' }
    const { of } = adjusted([contact('where'), late], [[[], 40_000, 40], [[0], 2000, 10], [[0, 1], 10, 60, [1]]])
    expect(of('late')).toMatchObject({ tie: 'by_rule', adjusted: null, unadjusted: 'by_rule', attributable: null, stands_out: false })
    expect(of('where').adjusted!.low).toBeGreaterThan(10)
  })

  test('nor does how they felt about it, which is adjusted for what it was about', () => {
    const angry: Driver = { kind: 'felt', by: 'feeling', what: 'angry' }
    const { of } = adjusted([contact('where'), angry], [[[], 40_000, 40], [[0], 1000, 1], [[0, 1], 1000, 60], [[1], 300, 3]])
    expect(of('where').adjusted!.value).toBeGreaterThan(20)
    expect(of('angry').adjusted!.value).toBeLessThan(of('angry').ratio!.value)
  })

  test('a part is against the whole: all shops alike make none stand out, though to buy goes with moves', () => {
    const whole: Driver = { kind: 'purchase', by: null, what: null }
    const { of } = adjusted([whole, shop('a'), shop('b'), shop('c')], [[[], 40_000, 40], [[0, 1], 3000, 15], [[0, 2], 3000, 15], [[0, 3], 3000, 15]])
    expect(of('a').ratio!.low).toBeGreaterThan(1)
    expect(of('a').adjusted!.value).toBeCloseTo(1, 0)
    expect(['a', 'b', 'c'].map((what) => of(what).stands_out)).toEqual([false, false, false])
    expect(of(null).adjusted!.low).toBeGreaterThan(1)
  })

  test('what was met at the same times is one, told under both names', () => {
    const { of } = adjusted([contact('one'), contact('two'), contact('other')], [[[], 40_000, 80], [[0, 1], 4000, 40], [[0], 100, 1], [[2], 4000, 9]])
    expect(of('one').together).toEqual([contact('two')])
    expect(of('two').together).toEqual([contact('one')])
    expect(of('one').adjusted).toEqual(of('two').adjusted)
    expect(of('one').adjusted!.low).toBeGreaterThan(2)
    expect(of('other').together).toEqual([])
    expect([of('one').comes_with, of('two').comes_with]).toEqual([null, null])
  })

  test('what comes with something is told only where that stands out, and a part does not come with its whole', () => {
    const { of } = adjusted([contact('idle'), contact('along')], [[[], 40_000, 80], [[0], 2000, 4], [[0, 1], 4000, 8], [[1], 100, 1]])
    expect([of('idle').stands_out, of('along').comes_with]).toEqual([false, null])
    const whole: Driver = { kind: 'purchase', by: null, what: null }
    const shops = adjusted([whole, shop('a'), shop('b')], [[[], 40_000, 40], [[0, 1], 3000, 30], [[0, 2], 3000, 30]])
    expect([shops.of(null).stands_out, shops.of('a').comes_with]).toEqual([true, null])
  })

  test('having just come is adjusted for, and is no driver', () => {
    const { drivers, of } = adjusted([contact('brought')], [[[], 40_000, 40], [[1], 2000, 20], [[0, 1], 4000, 40]])
    expect(drivers.length).toBe(1)
    expect(of('brought').ratio!.low).toBeGreaterThan(2)
    expect(of('brought').adjusted!.value).toBeCloseTo(1, 0)
  })
})

describe('what stands out', () => {
  const many = Array.from({ length: 40 }, (_, i) => contact(`idle ${i}`))
  const idle = (from: number, count: number): Row[] => many.slice(0, count).map((_, i): Row => [[from + i], 3000, 6])
  const felt: Driver = { kind: 'felt', by: 'feeling', what: 'angry' }

  test('does so among all that is looked at of the move, whatever no rule looks at or the states are measured by', () => {
    const alone = adjusted([felt], [[[], 40_000, 80], [[0], 2000, 12]]).of('angry')
    const among = adjusted([felt, ...many], [[[], 40_000, 80], [[0], 2000, 12], ...idle(1, 40)]).of('angry')
    expect([alone.tie, alone.stands_out, among.stands_out]).toEqual(['measured', true, false])
    expect(among.adjusted!.low).toBeGreaterThan(1)
  })

  test('comes first, before what is surer to be far off by its error alone', () => {
    const { drivers, of } = adjusted([contact('often'), contact('seldom'), ...many], [[[], 40_000, 80], [[0], 100_000, 288], [[1], 600, 7], ...idle(2, 40)])
    expect([of('often').stands_out, of('seldom').stands_out], `${JSON.stringify(of('often').adjusted)} ${JSON.stringify(of('seldom').adjusted)}`).toEqual([true, false])
    expect(of('seldom').adjusted!.low).toBeGreaterThan(of('often').adjusted!.low)
    expect(drivers[0]?.what).toBe('often')
  })
})

describe('what has no adjusted ratio says why', () => {
  test('it works at once: the moves at its very moment are its own, and the days after it are as any', () => {
    const letter: Driver = { kind: 'told', by: 'decision', what: 'letter' }
    // Who comes back within the window after it does not move again: that is no doing of what they met then.
    const { of, drivers } = adjusted([letter, contact('other'), contact('back')], [[[], 40_000, 20], [[0], 0, 80, [0]], [[0, 1], 0, 20, [0]], [[1], 4000, 8], [[0, 2], 3000, 1]])
    expect(of('letter')).toMatchObject({ adjusted: null, unadjusted: 'at_once', stands_out: true })
    expect(of('letter').attributable!.value).toBeCloseTo(100 / 129, 6)
    expect(drivers[0]?.what).toBe('letter')
    expect(of('other').adjusted!.high).toBeLessThan(10)
    expect(of('back').adjusted!.low).toBeGreaterThan(0.05)
    expect(of('other').attributable!.value).toBeLessThan(8 / 129)
  })

  test('it was met all the time', () => {
    expect(adjusted([contact('always')], [[[0], 4000, 40]]).of('always')).toMatchObject({ adjusted: null, unadjusted: 'constant' })
  })

  test('too few moves have no drivers at all, and nothing is learned', () => {
    expect(adjusted([contact('a')], [[[], 4000, 4], [[0], 400, 4]])).toMatchObject({ drivers: [], spread: null })
  })
})
