import type { MapAnswer } from '#contract/map/map.ts'
import type { SeriesAnswer } from '#contract/map/series.ts'

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
