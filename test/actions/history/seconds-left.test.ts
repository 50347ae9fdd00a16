import { expect, test } from 'vitest'
import type { Progress } from '#actions/context.ts'
import { secondsLeft } from '#actions/history/bring/seconds-left.ts'

test('what is left is told by what has passed, once enough has, and ends at nothing', () => {
  let now = 0
  const told: Progress[] = []
  const tell = secondsLeft((progress) => told.push(progress), { dryRun: false }, () => now)
  const at = (ms: number, phase: string, done: number, total: number | null): number | null | undefined => {
    now = ms
    tell({ phase, done, total })
    return told.at(-1)?.seconds_left
  }
  expect(at(500, 'reading', 5, 100)).toBeNull()
  // Half of reading is 15 % of an import: what took 3 s is followed by 17.
  expect(at(3000, 'reading', 50, 100)).toBe(17)
  const later = [at(8000, 'storing', 0, null), at(12_000, 'storing', 50, 100), at(18_000, 'telling', 50, 100)] as number[]
  expect(later.every((left) => left > 0)).toBe(true)
  expect(at(20_000, 'finishing', 100, 100)).toBe(0)
  expect(at(20_000, 'something else', 1, 2)).toBeNull()
  expect(told[1]).toMatchObject({ phase: 'reading', done: 50, total: 100 })
})
