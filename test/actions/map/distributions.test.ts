import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { medianOf, widened } from '#core/map/bars.ts'
import { rangeOf } from '#core/map/borders.ts'
import { DISTRIBUTED, distributionsQuery, type Distribution, type DistributionsAnswer } from '#contract/map/distributions.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { readDistributions } from '#actions/map/read-distributions.ts'
import { retell } from '#actions/relationship/retell.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { joined } from '../customers/customers.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, on(820))
const PEOPLE = 120
beforeAll(async () => {
  await openHouse(ctx)
  await pool.query(`insert into unit (key, name) values ('north', 'North'), ('south', 'South')`)
  const facts = Array.from({ length: PEOPLE }, (_, i) => {
    const own = { customer: `c${i}`, unit: i % 3 === 0 ? 'north' : 'south' }
    const bought = Array.from({ length: 1 + (i % 7) }, (_one, n) => fact('purchase', 500 + n * 40 + (i % 30), { ...own, paid: 500 + ((i * 977) % 9000), list: 600 + ((i * 977) % 9000) }))
    return i % 2 === 0 ? bought : [...bought, fact('felt', 780, { ...own, feelings: [i % 5 === 0 ? 'angry' : 'happy'] })]
  })
  await sendFacts(ctx, facts.flat().map(sent))
  await retell(ctx)
})

const read = (query: object = {}, who: object = {}): Promise<DistributionsAnswer> => joined(readDistributions({ ...ctx, ...who }, distributionsQuery.parse(query)))
const sum = ({ bars, under, over }: Distribution): number => bars.reduce((total, n) => total + n, under + over)

describe('distributions', () => {
  test('count everybody once: those who have a figure in bars, those who have not as unknown', async () => {
    const { counted, sample, figures } = await read()
    expect([counted, sample]).toEqual([PEOPLE, false])
    for (const name of DISTRIBUTED) expect([name, sum(figures[name]), figures[name].n + figures[name].unknown]).toEqual([name, figures[name].n, PEOPLE])
    expect(figures.heart.n).toBe(PEOPLE / 2)
  })

  test('are those of the standings, counted one by one', async () => {
    const { figures } = await read()
    const { rows } = await pool.query<Record<string, number | null>>(`select stay::float8, say::float8, pay::float8, heart::float8, value from standing where telling = (select id from telling where state = 'current')`)
    for (const name of DISTRIBUTED) {
      const { low, high, bars, median } = figures[name]
      const values = rows.flatMap((row) => (row[name] === null || row[name] === undefined ? [] : [row[name]])).toSorted((a, b) => a - b)
      const width = (high - low) / bars.length
      const counts = bars.map((_, i) => values.filter((x) => x >= low + i * width && (x < low + (i + 1) * width || (i === bars.length - 1 && x === high))).length)
      expect([name, bars]).toEqual([name, counts])
      const half = values.length / 2
      // The middle one, or between the two in the middle, to the width of the bars it was counted in.
      const fine = width / 25
      if (values.length > 0) expect([name, median! >= values[Math.ceil(half) - 1]! - fine, median! <= values[Math.floor(half)]! + fine]).toEqual([name, true, true])
    }
  })

  test('for somebody who works for some units are those of their customers', async () => {
    const [north, all, asked] = [await read({}, { reach: ['north'] }), await read(), await read({ unit: 'north' })]
    expect([north.counted, asked.counted, all.counted]).toEqual([PEOPLE / 3, PEOPLE / 3, PEOPLE])
    expect((await read({ unit: 'south' }, { reach: ['north'] })).counted).toBe(0)
    expect(north.figures).toEqual(asked.figures)
  })

  test('of nobody are empty, and say so', async () => {
    const { counted, figures } = await read({ channel: 'none' })
    expect(counted).toBe(0)
    for (const name of DISTRIBUTED) expect(figures[name]).toMatchObject({ n: 0, unknown: 0, median: null })
  })
})

describe('bars', () => {
  const counted = fc.record({ bars: fc.array(fc.nat(20), { minLength: 1, maxLength: 40 }), under: fc.nat(9), over: fc.nat(9) }).map((one) => ({ low: -1, high: 3, ...one }))

  test('made wider lose nobody', () => {
    fc.assert(fc.property(counted, fc.integer({ min: 1, max: 9 }), (one, times) => {
      const sum = (bars: readonly number[]): number => bars.reduce((total, n) => total + n, 0)
      const wide = widened(one, times)
      expect([sum(wide.bars), wide.bars.length]).toEqual([sum(one.bars), Math.ceil(one.bars.length / times)])
    }))
  })

  test('have their median where a half is below it and a half above', () => {
    fc.assert(fc.property(counted, (one) => {
      const median = medianOf(one)
      const all = one.bars.reduce((total, n) => total + n, one.under + one.over)
      if (all === 0) return expect(median).toBe(null)
      const width = 4 / one.bars.length
      const until = (to: number): number => one.under + one.bars.reduce((total, n, i) => total + n * Math.min(1, Math.max(0, (to - (-1 + i * width)) / width)), 0)
      if (one.under > all / 2) expect(median).toBe(-1)
      else if (one.over > all / 2) expect(median).toBe(3)
      else expect(until(median!)).toBeCloseTo(all / 2, 6)
    }))
  })
})

test('the range of a figure without an end is round, and holds what it was made for', () => {
  fc.assert(fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (p99) => {
    const { low, high } = rangeOf('value', p99)
    expect(low).toBe(0)
    expect(high).toBeGreaterThanOrEqual(p99 * (1 - 1e-12))
    expect(high).toBeLessThanOrEqual(p99 * 10)
  }))
  expect([rangeOf('say', null), rangeOf('value', 0).high, rangeOf('value', 3100).high, rangeOf('heart', 0.2)]).toEqual([{ low: 0, high: 1, bars: 40 }, 1, 4000, { low: -1, high: 1, bars: 40 }])
})
