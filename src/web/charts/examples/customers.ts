import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import type { Bins } from '../histogram.ts'
import type { EquityData } from '../equity-line.ts'
import type { State } from '../picture.ts'

const DAY = 86_400_000
const iso = (at: number): string => new Date(at).toISOString()

/** Numbers from 0 to 1 that look like chance and are always the same (mulberry32). */
function numbers(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A heart to which things happen, each laying in or taking out, and which fades in between. */
function heartOf(days: number, facts: number, moves: readonly (readonly [day: number, to: State])[], seed: number): EquityData {
  const next = numbers(seed)
  const until = Date.UTC(2025, 10, 30, 15)
  const begin = until - days * DAY
  const times = Array.from({ length: facts }, () => begin + next() * days * DAY * 0.98).toSorted((a, b) => a - b)
  const equity: { at: string; heart: number; fact: string | null }[] = []
  const marks: CustomerAnswer['marks'] = []
  let [heart, last] = [0, begin]
  for (const [i, at] of times.entries()) {
    heart *= 2 ** ((last - at) / (180 * DAY))
    if (i > 0) equity.push({ at: iso(at), heart, fact: null })
    const change = (next() < 0.72 ? 0.22 : -0.34) * (0.3 + next()) * (1 - Math.abs(heart) * 0.7)
    heart = Math.min(0.96, Math.max(-0.96, heart + change))
    last = at
    equity.push({ at: iso(at), heart, fact: `f${i}` })
    marks.push({ at: iso(at), until: iso(at), deposits: change > 0 ? 1 : 0, gain: Math.max(0, change), withdrawals: change < 0 ? 1 : 0, loss: Math.min(0, change), fact: { kind: 'felt', source: 'till', id: `f${i}` } })
  }
  equity.push({ at: iso(until), heart: heart * 2 ** ((last - until) / (180 * DAY)), fact: null })
  return {
    equity, marks, until: iso(until),
    moves: moves.map(([day, to], i) => ({ at: iso(begin + day * DAY), from: moves[i - 1]?.[1] ?? null, to })),
    sayFact: ({ id }) => (facts > 100 ? null : `Felt cared for (${id})`),
  }
}

/** Two years and a half with forty facts, one price letter among them. */
export const REGULAR = heartOf(910, 40, [[0, 'new'], [41, 'satisfied'], [190, 'loyal'], [420, 'devoted'], [560, 'disappointed'], [604, 'satisfied'], [760, 'loyal']], 5)
export const THREE_FACTS = heartOf(19, 3, [[0, 'new'], [12, 'satisfied']], 2)
/** Eleven years in which something happened nearly every day. */
export const THREE_THOUSAND = heartOf(4020, 3000, [[0, 'new'], [20, 'satisfied'], [200, 'loyal'], [800, 'satisfied'], [820, 'loyal'], [1500, 'lapsed'], [1900, 'satisfied'], [2100, 'handcuffed'], [3300, 'dissatisfied'], [3320, 'loyal']], 9)
export const NOTHING_FELT: EquityData = { equity: [], marks: [], moves: [{ at: '2025-10-02T08:00:00.000Z', from: null, to: 'new' }], until: '2025-11-30T15:00:00.000Z' }

/** Chances of a purchase within a year: many who will hardly come, many who surely will. */
export const STAY: Bins = { n: 45_120, low: 0, high: 1, bars: [4210, 3120, 2210, 1804, 1501, 1320, 1202, 1190, 1188, 1204, 1310, 1402, 1590, 1820, 2210, 2770, 3402, 4105, 4350, 3212], under: 0, over: 0, median: 0.628 }
/** Sums paid in a year, in minor units, with a long tail. */
export const VALUE: Bins = { n: 45_120, low: 0, high: 100_000, bars: [12_004, 9011, 6120, 4402, 3300, 2410, 1802, 1400, 1011, 804, 620, 480, 360, 270, 200, 161, 120, 88, 61, 40], under: 0, over: 456, median: 11_262 }
export const NOBODY: Bins = { n: 0, low: 0, high: 1, bars: Array.from({ length: 20 }, () => 0), under: 0, over: 0, median: null }
