import type { Exposures } from '#stats/drivers/exposure.ts'
import { normalQuantile } from '#stats/quantiles.ts'
import { diceOf } from '#stats/random.ts'

export type Row = readonly [met: readonly number[], lot: number, time: number, events: number]

/** Cells, put together. */
export function exposuresOf(drivers: number, lots: number, rows: readonly Row[]): Exposures {
  const patterns = [...new Map(rows.map(([met]) => [met.join(), met])).values()]
  const at = new Map(patterns.map((met, i) => [met.join(), i]))
  return {
    drivers, lots, patterns, pattern: Uint32Array.from(rows, ([met]) => at.get(met.join())!), lot: Uint16Array.from(rows, ([, lot]) => lot),
    time: Float64Array.from(rows, ([, , time]) => time), events: Float64Array.from(rows, ([, , , events]) => events),
  }
}

export interface Played {
  readonly people?: number
  readonly days?: number
  readonly base?: number
  readonly times: readonly number[]
  /** How often the next comes with each; of so many of the first. */
  readonly together?: number
  readonly first?: number
  /** Which share of the customers ever meets each; all where it is not said. */
  readonly met?: readonly number[]
  /** How far the logarithms of customers' own rates spread; who is unlike others moves again and again. None where it is not said, and who has moved is gone. */
  readonly unlike?: number
  readonly lots?: number
}

/**
 * Customers who each meet some things on days drawn by lot, felt for 30 days, and move at a daily rate times what each does. Things come alone, or the
 * next comes with them.
 */
export function customers(seed: number, { people = 1500, days = 200, base = 1 / 250, times, together = 0, first = times.length, met: share = [], unlike = 0, lots = 64 }: Played): Exposures {
  const dice = diceOf(seed)
  const sums = new Map<string, [readonly number[], number, number, number]>()
  for (let i = 0; i < people; i++) {
    const met = times.map((_, j) => (share[j] === undefined || dice.uniform() < share[j] ? Math.floor(dice.uniform() * 2 * days) : Infinity))
    for (let j = 1; j < first; j++) if (dice.uniform() < together) met[j] = met[j - 1]!
    const own = unlike > 0 ? base * Math.exp(unlike * normalQuantile(dice.uniform()) - unlike ** 2 / 2) : base
    for (let day = 0, isGone = false; day < days && !isGone; day++) {
      const now = met.flatMap((at, j) => (at <= day && day < at + 30 ? [j] : []))
      const moved = dice.uniform() < 1 - Math.exp(-own * now.reduce((rate, j) => rate * times[j]!, 1))
      isGone = moved && unlike === 0
      const key = `${now.join()} ${i % lots}`
      const sum = sums.get(key) ?? [now, i % lots, 0, 0]
      sum[2] += 1
      sum[3] += Number(moved)
      sums.set(key, sum)
    }
  }
  return exposuresOf(times.length, lots, [...sums.values()])
}

/** The same with moments drawn by lot in the place of time, one for so many days; every event as it is. */
export function drawnFrom(exposures: Exposures, seed: number, each: number): Exposures {
  const dice = diceOf(seed)
  const one = (time: number): number => Array.from({ length: Math.ceil(time) }, () => Number(dice.uniform() < time / Math.ceil(time) / each)).reduce((sum, n) => sum + n, 0)
  return { ...exposures, time: exposures.time.map(one), each }
}
