import { expect, test } from 'vitest'
import { lineOf, progressBar } from '#cli/progress.ts'
import { wordsOf } from '#core/words/index.ts'

const words = wordsOf('en')

test('a line says how far, how fast and how long yet', () => {
  expect(lineOf({ phase: 'telling', done: 25_000, total: 100_000 }, 5, words, true)).toBe('Telling ██████░░░░░░░░░░░░░░░░░░ 25% 25,000 of 100,000 · 5,000/s · 15 seconds left')
  expect(lineOf({ phase: 'telling', done: 25_000, total: 100_000 }, 5, words, false)).toBe('Telling 25% 25,000 of 100,000 · 5,000/s · 15 seconds left')
  expect(lineOf({ phase: 'reading', done: 7000, total: null }, 2, words, true)).toBe('Reading 7,000 · 3,500/s')
  expect(lineOf({ phase: 'storing', done: 0, total: null }, 3, words, true)).toBe('Storing')
})

test('it does not guess in the first half second, nor past the end', () => {
  expect(lineOf({ phase: 'reading', done: 10, total: 100 }, 0.2, words, false)).toBe('Reading 10% 10 of 100')
  expect(lineOf({ phase: 'reading', done: 100, total: 100 }, 4, words, false)).toBe('Reading 100% 100 of 100 · 25/s')
})

function barOn(lively: boolean): { told: string[]; at: (ms: number, done: number, phase?: string) => void; end: () => void } {
  const told: string[] = []
  let now = 0
  const terminal = { out: () => undefined, err: (text: string) => void told.push(text), columns: 60, lively, colours: false, ask: () => Promise.resolve(null) }
  const bar = progressBar({ terminal, words }, () => now)
  const at = (ms: number, done: number, phase = 'reading'): void => {
    now = ms
    bar.onProgress({ phase, done, total: 100 })
  }
  return { told, at, end: bar.end }
}

test('a terminal gets one line that moves, ten times a second at most, and a clean one in the end', () => {
  const { told, at, end } = barOn(true)
  for (let ms = 0; ms < 1000; ms += 10) at(ms, ms / 10)
  end()
  expect(told).toHaveLength(11)
  expect(told.every((text) => text.startsWith('\r\u001B[2K') && !text.includes('\n'))).toBe(true)
  expect(told.at(-1)).toBe('\r\u001B[2K')
})

test('a file gets a plain line at the start of each phase and every five seconds', () => {
  const { told, at, end } = barOn(false)
  for (let ms = 0; ms <= 10_000; ms += 100) at(ms, ms / 100)
  at(10_100, 1, 'telling')
  end()
  expect(told).toEqual(['Reading\n', 'Reading 50% 50 of 100 · 10/s · 5 seconds left\n', 'Reading 100% 100 of 100 · 10/s\n', 'Telling\n'])
})
