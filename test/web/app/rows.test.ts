import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Rows, type Ask, type Page } from '#web/app/customers/rows.ts'

const PAGE = 20

/** A list of numbers behind a server that finds the place of a share only roughly, as the real one does of a long list. */
function served(length: number, wrong = 0): { load: (ask: Ask) => Promise<Page<number>>; asks: Ask[] } {
  const asks: Ask[] = []
  const page = (start: number): Page<number> => {
    const from = Math.max(0, Math.min(length, start))
    const rows = Array.from({ length: Math.max(0, Math.min(PAGE, length - from)) }, (_, i) => from + i)
    return { rows, previous: from > 0 ? `b${from}` : null, next: from + PAGE < length ? `a${from + rows.length}` : null }
  }
  const load = async ({ after, before, at }: Ask): Promise<Page<number>> => {
    asks.push({ ...(after && { after }), ...(before && { before }), ...(at !== undefined && { at }) })
    await Promise.resolve()
    if (after) return page(Number(after.slice(1)))
    if (before) {
      const end = Number(before.slice(1))
      const start = Math.max(0, end - PAGE)
      return { rows: Array.from({ length: end - start }, (_, i) => start + i), previous: start > 0 ? `b${start}` : null, next: `a${end}` }
    }
    if (at === 1) return page(length - PAGE)
    return page(at === undefined ? 0 : Math.floor(at * length) + Math.round(wrong * length))
  }
  return { load, asks }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 90))
/** The rows in sight. */
function sight(rows: Rows<number>, fit: number): (number | undefined)[] {
  const { block, first, total } = rows.snapshot()
  return Array.from({ length: Math.min(fit, total) }, (_, i) => block?.rows[Math.floor(first) + i - (block?.start ?? 0)])
}

test('a counted list is itself wherever one looks, and no row is asked for twice in a row', async () => {
  const { load, asks } = served(1000)
  const rows = new Rows(load)
  rows.count(1000)
  for (const first of [0, 10, 30, 500, 505, 530, 985, 400, 0]) {
    rows.see(first, 15)
    await settled()
    expect(sight(rows, 15)).toEqual(Array.from({ length: 15 }, (_, i) => first + i))
  }
  expect(asks.filter((ask, i) => i > 0 && JSON.stringify(ask) === JSON.stringify(asks[i - 1]))).toEqual([])
})

test('of a long list the places are estimates until an end is reached: then they are right', async () => {
  const length = 40_000
  const { load } = served(length, 0.01)
  const rows = new Rows(load)
  rows.count(41_000)
  rows.see(20_000, 15)
  await settled()
  expect(sight(rows, 15).every((row, i, all) => i === 0 || row === (all[i - 1] ?? 0) + 1)).toBe(true)
  rows.see(1e9, 15)
  await settled()
  expect(sight(rows, 15).at(-1)).toBe(length - 1)
  rows.see(0, 15)
  await settled()
  expect(sight(rows, 15)[0]).toBe(0)
})

test('whoever comes back finds what they left', async () => {
  const { load } = served(40_000, 0.01)
  const rows = new Rows(load)
  rows.count(40_000)
  rows.see(12_345.5, 15)
  await settled()
  rows.see(rows.snapshot().first + 30, 15)
  await settled()
  const left = sight(rows, 15)
  const place = rows.place()
  expect(place).not.toBeNull()
  const again = new Rows(load, place)
  again.see(place?.first ?? 0, 15)
  await settled()
  expect(sight(again, 15)).toEqual(left)
})

test('what cannot be loaded is said, and tried again when asked to', async () => {
  const { load } = served(1000)
  let down = true
  const rows = new Rows((ask) => (down ? Promise.reject(new Error('down')) : load(ask)))
  await settled()
  expect(rows.snapshot().error).toBeInstanceOf(Error)
  down = false
  rows.again()
  await settled()
  expect(rows.snapshot().error).toBeNull()
  expect(sight(rows, 3)).toEqual([0, 1, 2])
})

test('wherever one goes in however long a list, rows come in order and none is missing', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 400 }), fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }), fc.integer({ min: -30, max: 30 }), async (length, places, off) => {
    const { load } = served(length)
    const rows = new Rows(load)
    rows.count(Math.max(0, length + off))
    for (const place of places) {
      rows.see(place * length, 10)
      await settled()
      const seen = sight(rows, 10)
      expect(seen.every((row, i) => row !== undefined && (i === 0 || row === (seen[i - 1] ?? 0) + 1)), JSON.stringify([length, off, place, seen])).toBe(true)
    }
  }), { numRuns: 25 })
}, 40_000)
