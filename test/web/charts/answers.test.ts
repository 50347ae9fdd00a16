import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatsOf } from '#core/words/format.ts'
import { wordsOf } from '#core/words/index.ts'
import { answerColumns, scoreMonths, type MonthScore } from '#web/charts/answers.ts'
import type { Node, Rect } from '#web/charts/picture.ts'

const words = wordsOf('en')
const setting = { words, formats: formatsOf(words, 'Europe/Tallinn', 'EUR') }
const rects = (nodes: readonly Node[]): readonly Rect[] => nodes.filter((node): node is Rect => node.shape === 'rect')
const sides = { isHigh: (value: number) => value >= 9, isLow: (value: number) => value <= 6 }

test('a column for every answer that was given, as high as it was given often, in the tone of its side', () => {
  fc.assert(fc.property(fc.array(fc.nat(5000), { minLength: 11, maxLength: 11 }), fc.integer({ min: 220, max: 900 }), (histogram, width) => {
    const picture = answerColumns({ lowest: 0, histogram, ...sides }, setting, { width })
    const columns = rects(picture.nodes)
    const given = histogram.flatMap((n, value) => (n > 0 ? [{ n, value }] : []))
    expect(columns.map(({ fill }) => fill)).toEqual(given.map(({ value }) => (value >= 9 ? 'up' : value <= 6 ? 'down' : 'ink-3')))
    expect(columns.every(({ x, y, width: wide, height }) => x >= 0 && x + wide <= width && y >= 0 && y + height <= picture.height && wide > 0)).toBe(true)
    const most = Math.max(...histogram)
    for (const [i, { n }] of given.entries()) if (n === most) expect(columns[i]!.height).toBe(Math.max(...columns.map(({ height }) => height)))
  }))
})

const month = fc.tuple(fc.boolean(), fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 3, maxLength: 3 })).map(([told, three], i?: number): MonthScore => {
  const [low, value, high] = three.toSorted((a, b) => a - b) as [number, number, number]
  return { month: `2026-0${(i ?? 0) + 1}-01`, n: told ? 12 : 3, score: told ? { low, value, high } : null }
})

test('a dot for every month that has a score, inside the picture; the line is broken where there is none', () => {
  fc.assert(fc.property(fc.array(month, { minLength: 1, maxLength: 13 }), fc.integer({ min: 220, max: 900 }), (months, width) => {
    const { nodes, height, says } = scoreMonths(months, String, setting, { width })
    const dots = nodes.flatMap((node) => (node.shape === 'circle' ? [node.at] : []))
    const told = months.filter(({ score }) => score !== null)
    expect(dots.length).toBe(told.length)
    expect(dots.every(([x, y]) => x >= 0 && x <= width && y >= 0 && y <= height)).toBe(true)
    const line = nodes.flatMap((node) => (node.shape === 'path' && node.line === 1.5 ? [node.d] : []))[0] ?? ''
    const stretches = months.filter(({ score }, i) => score !== null && (i === 0 || months[i - 1]!.score === null)).length
    expect([(line.match(/M/g) ?? []).length, (line.match(/[ML]/g) ?? []).length]).toEqual([stretches, told.length])
    expect(says.includes('NaN')).toBe(false)
    if (told.length === 0) expect(says).toBe('No month has enough answers yet.')
  }))
})
