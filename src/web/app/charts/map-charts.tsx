import type { ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import { ladder, type LadderView } from '#web/charts/ladder.ts'
import type { MapMark } from '#web/charts/movements.ts'
import { Chart, type ChartProps } from './Chart.tsx'
import { useSetting } from './setting.ts'

export type MapChartProps = ChartProps<MapMark> & { readonly map: MapAnswer }

/** The ladder: right climbs, left slips, width is people. Ids of marks: a state (`loyal`), a flow (`satisfied>loyal`, `>new` for who joined). */
export function LadderChart({ map, worth, ...chart }: MapChartProps & Pick<LadderView, 'worth'>): ReactNode {
  const setting = useSetting()
  return <Chart label={setting.words.say('chart.marks')} {...chart} draw={(view) => ladder(map, setting, { ...view, worth })} />
}
