import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lies, overlaps, placed, spread } from '#web/charts/place.ts'
import type { Box } from '#web/charts/picture.ts'

const FRAME: Box = { x: 0, y: 0, width: 300, height: 200 }
const anyBox = fc.record({ x: fc.integer({ min: -40, max: 320 }), y: fc.integer({ min: -40, max: 220 }), width: fc.integer({ min: 1, max: 80 }), height: fc.integer({ min: 1, max: 30 }) })
const anyWishes = fc.array(fc.array(fc.record({ box: anyBox, cost: fc.nat(9) }), { maxLength: 8 }), { maxLength: 25 })
  .map((all) => all.map((places, i) => ({ id: `${i}`, places })))

test('no two labels overlap, none lies over what is taken, and none leaves the frame', () => {
  fc.assert(fc.property(anyWishes, fc.array(anyBox, { maxLength: 5 }), (wishes, taken) => {
    const boxes = [...placed(wishes, FRAME, taken).values()]
    for (const [i, box] of boxes.entries()) {
      expect(lies(box, FRAME)).toBe(true)
      expect([...taken, ...boxes.slice(i + 1)].filter((other) => overlaps(box, other))).toEqual([])
    }
  }))
})

test('who has a free place gets the cheapest; the first come first', () => {
  const at = (x: number): Box => ({ x, y: 0, width: 50, height: 10 })
  const found = placed([
    { id: 'a', places: [{ box: at(0), cost: 2 }, { box: at(100), cost: 1 }] },
    { id: 'b', places: [{ box: at(120), cost: 0 }, { box: at(200), cost: 5 }] },
    { id: 'c', places: [{ box: at(110), cost: 0 }] },
  ], FRAME, [])
  expect([...found]).toEqual([['a', at(100)], ['b', at(200)]])
})

const anyRow = fc.array(fc.record({ middle: fc.double({ min: -50, max: 250, noNaN: true }), height: fc.double({ min: 1, max: 30, noNaN: true }) }), { maxLength: 9 })
  .map((row) => row.toSorted((a, b) => a.middle - b.middle))

test('things in a row keep their order and their distance, between top and bottom', () => {
  fc.assert(fc.property(anyRow, (row) => {
    const room = row.reduce((sum, { height }) => sum + height, 0)
    const squeeze = Math.min(1, 200 / Math.max(room, 1e-9))
    const middles = spread(row, 0, 200)
    expect(middles).toHaveLength(row.length)
    for (const [i, middle] of middles.entries()) {
      const half = ((row[i]?.height ?? 0) * squeeze) / 2
      expect(middle - half).toBeGreaterThan(-1e-6)
      expect(middle + half).toBeLessThan(200 + 1e-6)
      if (i > 0) expect(middle - middles[i - 1]!).toBeGreaterThan(half + ((row[i - 1]?.height ?? 0) * squeeze) / 2 - 1e-6)
    }
  }))
})

test('what has room stays where it wants to be, and neighbours share the way', () => {
  expect(spread([{ middle: 20, height: 10 }, { middle: 100, height: 10 }], 0, 200)).toEqual([20, 100])
  expect(spread([{ middle: 50, height: 10 }, { middle: 50, height: 10 }], 0, 200)).toEqual([45, 55])
  expect(spread([], 0, 200)).toEqual([])
})
