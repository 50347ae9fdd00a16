import type { MapAnswer } from '#contract/map/map.ts'
import type { SeriesAnswer } from '#contract/map/series.ts'
import type { TryPolicyAnswer } from '#contract/relationship/policy-answers.ts'
import { FORTY_MAP, QUARTER_MAP } from './maps.ts'

/** A year of months that leads to where a map stands. */
export function seriesTo(map: MapAnswer, months = 13): SeriesAnswer['states'] {
  return map.states.map(({ state, before, now }, k) => ({
    state,
    points: Array.from({ length: months }, (_, i) => {
      const wave = Math.sin(i * (0.9 + k * 0.13) + k * 2) * Math.sin((Math.PI * i) / Math.max(1, months - 1))
      const customers = Math.max(0, Math.round(before + ((now - before) * i) / Math.max(1, months - 1) + (now - before + before * 0.03) * 0.35 * wave))
      return { at: new Date(Date.UTC(2024, 10 + i, 30, 22)).toISOString(), customers, value: customers * 20_000 }
    }),
  }))
}

const estimate = (value: number, half: number): { value: number; low: number; high: number } => ({ value, low: Math.max(0, value - half), high: value + half })

/** What a try of a policy says: who would stand elsewhere, from a sample (`half` of an interval above none) or from all. */
export function tryOf(map: MapAnswer, shift: readonly number[], half: number): TryPolicyAnswer['states'] {
  return map.states.map(({ state, now }, i) => {
    const by = shift[i] ?? 0
    return { state, now: estimate(now, 0), would: estimate(now + by, half), change: { value: by, low: by - half, high: by + half } }
  })
}

export const TRIED = tryOf(QUARTER_MAP, [-1204, 690, 820, -220, -61, 0, -25, 0], 180)
export const TRIED_ALL = tryOf(FORTY_MAP, [0, 1, -1, 0, 0, 0, 0, 0], 0)
