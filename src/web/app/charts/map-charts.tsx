import type { ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import type { SeriesAnswer } from '#contract/map/series.ts'
import { byState } from '#web/charts/by-state.ts'
import { ladder, type LadderView } from '#web/charts/ladder.ts'
import type { MapMark } from '#web/charts/movements.ts'
import { twoDates } from '#web/charts/two-dates.ts'
import { Chart, type ChartProps } from './Chart.tsx'
import { useSetting } from './setting.ts'

type MapChartProps = ChartProps<MapMark> & { readonly map: MapAnswer }

/** The ladder: right climbs, left slips, width is people. Ids of marks: a state (`loyal`), a flow (`satisfied>loyal`, `>new` for who joined). */
export function LadderChart({ map, worth, ...chart }: MapChartProps & Pick<LadderView, 'worth'>): ReactNode {
  const setting = useSetting()
  return <Chart label={setting.words.say('chart.marks')} {...chart} draw={(view) => ladder(map, setting, { ...view, worth })} />
}

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
