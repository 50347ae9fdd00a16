import type { ReactNode } from 'react'
import type { SeriesAnswer } from '#contract/map/series.ts'
import { byState } from '#web/charts/by-state.ts'
import { twoDates } from '#web/charts/two-dates.ts'
import { Chart } from './Chart.tsx'
import type { MapChartProps } from './map-charts.tsx'
import { useSetting } from './setting.ts'

/** Who stood where, and who of them stands where: height is people. */
export function TwoDatesChart({ map, ...chart }: MapChartProps): ReactNode {
  const setting = useSetting()
  return <Chart label={setting.words.say('chart.marks')} {...chart} draw={(view) => twoDates(map, setting, view)} />
}

/** Each state by itself, month by month, with where its customers came from and went to. */
export function ByStateChart({ map, series, ...chart }: MapChartProps & { readonly series: SeriesAnswer['states'] }): ReactNode {
  const setting = useSetting()
  return <Chart label={setting.words.say('chart.marks')} {...chart} draw={(view) => byState(map, series, setting, view)} />
}
