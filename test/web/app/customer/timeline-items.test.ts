import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysOf, itemsOf, type Item, type Move } from '#web/app/customer/timeline-items.ts'

type Entry = Parameters<typeof itemsOf>[0][number]

const at = (minute: number): string => new Date(Date.UTC(2025, 0, 1) + minute * 60_000).toISOString()
const factAt = (minute: number, id: string): Entry => ({ what: 'fact', fact: { id, source: 's', kind: 'visit', at: at(minute) } })
const moveAt = (minute: number): Move => ({ at: at(minute), from: 'new', to: 'loyal', unit: null, heard: true, cause: 'felt', fact: null, because: {} as Move['because'] })

/** What happened, newest first, and moves, oldest first, as the API tells them. */
const histories = fc.record({
  entries: fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 20 }).map((minutes) => minutes.toSorted((a, b) => b - a).map((minute, i) => factAt(minute, `f${i}`))),
  moves: fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 8 }).map((minutes) => minutes.toSorted((a, b) => a - b).map(moveAt)),
})

const movesIn = (items: readonly Item[]): Item[] => items.filter(({ what }) => what === 'move')

describe('the items of a timeline', () => {
  test('are all that happened and every move once, the newest first, a move above what caused it', () => {
    fc.assert(fc.property(histories, ({ entries, moves }) => {
      const items = itemsOf(entries, moves, true)
      expect(items.length).toBe(entries.length + moves.length)
      const times = items.map((item) => item.at)
      expect(times).toEqual(times.toSorted().toReversed())
      for (const [i, item] of items.entries()) if (item.what === 'move') expect(items.slice(0, i).some((before) => before.what === 'fact' && before.at === item.at)).toBe(false)
    }))
  })

  test('while there are earlier ones, no move from before them is shown; with them it comes', () => {
    fc.assert(fc.property(histories, ({ entries, moves }) => {
      const first = entries.at(-1)?.what === 'fact' ? (entries.at(-1) as Extract<Entry, { what: 'fact' }>).fact.at : undefined
      const shown = movesIn(itemsOf(entries, moves, false))
      expect(shown.length).toBe(first === undefined ? 0 : moves.filter((move) => move.at >= first).length)
    }))
  })

  test('up to a moment, no later move is shown', () => {
    expect(movesIn(itemsOf([factAt(5, 'a')], [moveAt(3), moveAt(6), moveAt(9)], true, at(6))).map((item) => item.at)).toEqual([at(6), at(3)])
  })
})

test('days keep their order, and every item has one', () => {
  const items = itemsOf([factAt(3000, 'a'), factAt(2990, 'b'), factAt(10, 'c')], [], true)
  const days = daysOf(items, (moment) => moment.slice(0, 10))
  expect(days.map(({ name, items: own }) => [name, own.length])).toEqual([['2025-01-03', 2], ['2025-01-01', 1]])
})
