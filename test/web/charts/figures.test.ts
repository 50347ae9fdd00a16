import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bars } from '#web/charts/bars.ts'
import { distribution } from '#web/charts/distribution.ts'
import { NOBODY, STAY, VALUE } from '#web/charts/examples/customers.ts'
import { histogram, quantile, shareBelow, type Bins } from '#web/charts/histogram.ts'
import { intervalBar, placeOn } from '#web/charts/interval.ts'
import { anySetting, anyWidth, EN, flawsOf, leavesOf, textsOf } from './laws.ts'

const percent = (value: number): string => EN.formats.percent(value)
const stay = { name: 'Stay', format: percent }

const anyBins: fc.Arbitrary<Bins> = fc.tuple(fc.array(fc.nat(5000), { minLength: 1, maxLength: 40 }), fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.double({ min: 1e-2, max: 1e6, noNaN: true }), fc.nat(50), fc.nat(50))
  .map(([counts, low, span, under, over]) => {
    const n = counts.reduce((sum, count) => sum + count, under + over)
    return { n, low, high: low + span, bars: counts, under, over, median: n === 0 ? null : low + span / 3 }
  })

describe('a histogram', () => {
  test('of anything reads at any width, with one customer on it or none', () => {
    fc.assert(fc.property(anyBins, anySetting, anyWidth, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (bins, setting, width, value) => {
      const figure = { name: 'Paid', format: setting.formats.shortSum }
      expect(flawsOf(histogram(bins, figure, setting, { width }))).toEqual([])
      expect(flawsOf(distribution(bins, { value, low: value - 5, high: value + 900 }, figure, setting, { width }))).toEqual([])
      expect(flawsOf(distribution(bins, null, figure, setting, { width }))).toEqual([])
    }))
  })

  test('has bars whose heights go by their counts', () => {
    const heights = leavesOf(histogram({ ...STAY, bars: [10, 0, 20, 5] }, stay, EN, { width: 400 }).nodes).flatMap((node) => (node.shape === 'rect' ? [node.height] : []))
    expect(heights.map((height) => height / heights[1]!)).toEqual([0.5, 1, 0.25])
  })

  test('says who lies where: quantiles and shares are each other’s ways back', () => {
    fc.assert(fc.property(anyBins, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (bins, share) => {
      fc.pre(bins.bars.every((count) => count > 0) && share * bins.n > bins.under && share * bins.n < bins.n - bins.over)
      expect(shareBelow(bins, quantile(bins, share))).toBeCloseTo(share, 6)
    }))
    expect(shareBelow(STAY, 1)).toBe(1)
    expect(shareBelow(NOBODY, 0.5)).toBe(0)
  })

  test('of the fixed companies is whole', () => {
    for (const bins of [STAY, VALUE, NOBODY]) {
      expect(bins.bars.reduce((sum, count) => sum + count, bins.under + bins.over)).toBe(bins.n)
      if (bins.median !== null) expect(shareBelow(bins, bins.median)).toBeCloseTo(0.5, 3)
    }
  })

  test('in words', () => {
    expect(histogram(STAY, stay, EN, { width: 400 }).says).toBe('Stay, 45,120 customers: the middle one has 63%, the middle half lies between 20% and 85%.')
    expect(histogram(VALUE, { name: 'Paid', format: EN.formats.shortSum }, EN, { width: 400 }).notes).toEqual(['45,120 customers', '456 above €1,000'])
    expect(histogram(NOBODY, stay, EN, { width: 400 })).toMatchObject({ says: 'Stay: not known of any customer yet.', notes: ['Stay: not known of any customer yet.'] })
  })
})

test('one customer among all, in words', () => {
  const said = (own: Parameters<typeof distribution>[1], bins = STAY): string => distribution(bins, own, stay, EN, { width: 300 }).says
  expect(said({ value: 0.81, low: 0.66, high: 0.91 })).toBe('Stay: 81%, 95 % interval 66% to 91%. That is more than 68% of 45,120 customers; the middle one has 63%.')
  expect(said(null)).toBe('Stay: not known of this customer yet. Stay, 45,120 customers: the middle one has 63%, the middle half lies between 20% and 85%.')
  expect(said({ value: 0.5, low: 0.1, high: 0.9 }, NOBODY)).toBe('Stay: 50%, 95 % interval 10% to 90%. There is nobody to compare with yet.')
})

describe('an interval', () => {
  test('lies on its measure: what is beyond stands at the end, a ratio by doublings', () => {
    const share = placeOn({ least: 0, most: 0.4 }, 0, 100)
    expect([0, 0.1, 0.4, 0.9].map(share)).toEqual([0, 25, 100, 100])
    const ratio = placeOn({ least: 0.25, most: 4, log: true }, 0, 100)
    for (const [value, place] of [[0.25, 0], [0.5, 25], [1, 50], [2, 75], [4, 100], [0, 0]] as const) expect(ratio(value)).toBeCloseTo(place, 9)
  })

  test('never leaves its bar, and says itself', () => {
    fc.assert(fc.property(fc.double({ min: -2, max: 3, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true }), anyWidth, (value, half, width) => {
      const picture = intervalBar({ name: 'x', value, low: value - half, high: value + half, format: percent }, { least: 0, most: 1 }, EN, { width })
      expect(flawsOf(picture)).toEqual([])
      for (const node of leavesOf(picture.nodes)) if (node.shape === 'rect') expect(node.x >= 0 && node.x + node.width <= width + 1.01, JSON.stringify(node)).toBe(true)
    }))
    expect(intervalBar({ name: 'Late delivery', value: 0.31, low: 0.26, high: 0.36, format: percent }, { least: 0, most: 0.4 }, EN, { width: 100 }).says).toBe('Late delivery: 31%, 95 % interval 26% to 36%')
  })
})

describe('bars', () => {
  const anyRows = fc.array(fc.record({ id: fc.uuid(), name: fc.constantFrom('Delivery later than promised', 'Hilinenud kohaletoimetamine ja puudulik teavitus', '約束より遅い配達', 'x'), value: fc.double({ min: 0, max: 9, noNaN: true }), n: fc.nat(9_000_000) }), { maxLength: 12 })

  test('of anything read at any width', () => {
    fc.assert(fc.property(anyRows, anySetting, anyWidth, (rows, setting, width) => {
      expect(flawsOf(bars(rows.map((row) => ({ ...row, low: row.value / 2, high: row.value * 1.5, format: setting.formats.figure })), setting, { width, hot: rows[0]?.id ?? null }))).toEqual([])
    }))
  })

  test('carry their number and their n, and say both', () => {
    const picture = bars([{ id: 'a', name: 'Late', value: 0.31, low: 0.26, high: 0.36, n: 398, format: percent }, { id: 'b', name: 'Other', value: 0.1, format: percent }], EN, { width: 600 })
    expect(textsOf(picture.nodes).map(({ text }) => text)).toEqual(['Late', '31% · n = 398', 'Other', '10%'])
    expect(picture.targets.map(({ id, label }) => [id, label])).toEqual([['a', 'Late: 31%, 95 % interval 26% to 36% (n = 398)'], ['b', 'Other: 10%']])
  })
})
