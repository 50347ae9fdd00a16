import type { ReactNode } from 'react'
import { bars, type Bar } from '#web/charts/bars.ts'
import { intervalBar, type Interval, type Measure } from '#web/charts/interval.ts'
import type { Tone } from '#web/charts/picture.ts'
import { Chart, type ChartProps } from './Chart.tsx'
import { useSetting } from './setting.ts'

/** One figure as a bar with its 95 % interval as a band. All bars of a list take the same measure. */
export function IntervalBar({ interval, measure, tone }: { readonly interval: Interval; readonly measure: Measure; readonly tone?: Tone }): ReactNode {
  const setting = useSetting()
  return <Chart draw={(view) => intervalBar(interval, measure, setting, tone ? { ...view, tone } : view)} />
}

/** Figures under each other, each with its name, number, interval and n. A click gives the bar's id. */
export function BarsChart({ rows, measure, ...chart }: ChartProps<string> & { readonly rows: readonly Bar[]; readonly measure?: Measure }): ReactNode {
  const setting = useSetting()
  return <Chart label={setting.words.say('chart.marks')} {...chart} draw={(view) => bars(rows, setting, view, measure)} />
}
