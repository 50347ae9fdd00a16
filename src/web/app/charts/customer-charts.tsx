import type { ReactNode } from 'react'
import { distribution, type Own } from '#web/charts/distribution.ts'
import { equityLine, type EquityData, type EquityMark } from '#web/charts/equity-line.ts'
import { histogram, type Bins, type Figure } from '#web/charts/histogram.ts'
import type { Tone } from '#web/charts/picture.ts'
import { Chart, type ChartProps } from './Chart.tsx'
import { useSetting } from './setting.ts'

interface BinsProps {
  readonly bins: Bins
  readonly figure: Figure
  readonly tone?: Tone
}

/** Where one customer lies among all, with what is known of how sure that is. */
export function DistributionChart({ bins, own, figure, tone }: BinsProps & { readonly own: Own | null }): ReactNode {
  const setting = useSetting()
  return <Chart draw={(view) => distribution(bins, own, figure, setting, tone ? { ...view, tone } : view)} />
}

/** How all customers lie on one figure. */
export function HistogramChart({ bins, figure, tone }: BinsProps): ReactNode {
  const setting = useSetting()
  return <Chart draw={(view) => histogram(bins, figure, setting, tone ? { ...view, tone } : view)} />
}

/** How a heart went, over what was laid in and taken out. A click gives the facts of a mark or a stay in a state. */
export function EquityLineChart({ data, ...chart }: ChartProps<EquityMark> & { readonly data: EquityData }): ReactNode {
  const setting = useSetting()
  return <Chart label={setting.words.say('chart.marks')} {...chart} draw={(view) => equityLine(data, setting, view)} />
}
