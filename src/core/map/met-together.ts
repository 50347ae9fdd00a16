import type { Driver } from './drivers.ts'

/** Time and moves by what had been met: of each cell its pattern, its days and its moves; and the drivers in each pattern. */
export interface MetCells {
  readonly patterns: readonly (readonly number[])[]
  readonly pattern: Uint32Array
  readonly days: Float64Array
  readonly moves: Float64Array
}

/** How long any two drivers had both been met, moves counted as a day each: a square, its diagonal how long each had. */
export interface Together {
  readonly size: number
  readonly both: Float64Array
}

/** @param numbers what each row is called in the patterns; below 0 where it has no number */
export function metTogether({ patterns, pattern, days, moves }: MetCells, numbers: readonly number[]): Together {
  const size = numbers.length
  const rowOf = new Map(numbers.map((number, row) => [number, row]))
  const trials = new Float64Array(patterns.length)
  for (const [c, each] of pattern.entries()) trials[each]! += days[c]! + moves[c]!
  const both = new Float64Array(size * size)
  for (const [i, met] of patterns.entries()) {
    const rows = met.flatMap((number) => rowOf.get(number) ?? [])
    for (const a of rows) for (const b of rows) both[a * size + b]! += trials[i]!
  }
  return { size, both }
}

/** Met at the same time for this much of the time that any of them was: they are one. */
const ONE = 0.95

/** Drivers that were met at next to the same time form a set; for each the first of its set stands, −1 for those without a number. */
export function setsOf({ size, both }: Together, numbers: readonly number[]): number[] {
  const stands: number[] = []
  for (let a = 0; a < size; a++) {
    const like = (b: number): boolean => both[a * size + b]! > 0 && both[a * size + b]! >= ONE * (both[a * size + a]! + both[b * size + b]! - both[a * size + b]!)
    stands.push(numbers[a]! < 0 ? -1 : (stands.find((b) => b >= 0 && like(b)) ?? a))
  }
  return stands
}

/** Another driver, and on which share of the days of one it had been met too. */
export interface Beside {
  readonly driver: Driver
  readonly share: number
}

/** On fewer of its days, what is told of a driver rests on many when it came alone. */
const MOSTLY = 0.8

/** What had been met on most of the days of a driver, most first: not what is one with it, nor a whole that it is part of, nor that they bought at all. */
export const besidesOf = ({ size, both }: Together, rows: readonly Driver[], stands: readonly number[], at: number): Beside[] =>
  rows
    .flatMap((driver, i): Beside[] => {
      const share = both[at * size + i]! / both[at * size + at]!
      const isWhole = driver.by === null && (driver.kind === 'purchase' || driver.kind === rows[at]!.kind)
      return stands[i]! >= 0 && stands[i] !== stands[at] && !isWhole && share >= MOSTLY ? [{ driver, share }] : []
    })
    .toSorted((a, b) => b.share - a.share)
