import { useState, type ComponentType, type ReactNode } from 'react'
import { answerColumns, scoreMonths } from '#web/charts/answers.ts'
import { NOBODY, NOTHING_FELT, REGULAR, STAY, THREE_FACTS, THREE_THOUSAND, VALUE } from '#web/charts/examples/customers.ts'
import { BEGINNING_MAP, EMPTY_MAP, FORTY_MAP, MILLIONS_MAP, QUARTER_MAP } from '#web/charts/examples/maps.ts'
import { seriesTo } from '#web/charts/examples/series.ts'
import type { ChartProps } from '../charts/Chart.tsx'
import { DistributionChart, EquityLineChart, HistogramChart } from '../charts/customer-charts.tsx'
import { BarsChart, IntervalBar } from '../charts/figure-charts.tsx'
import { FlowTable } from '../charts/FlowTable.tsx'
import { waterfall, type Step } from '#web/charts/waterfall.ts'
import { Chart } from '../charts/Chart.tsx'
import { useSetting } from '../charts/setting.ts'
import { LadderChart } from '../charts/map-charts.tsx'
import { ByStateChart, TwoDatesChart } from '../charts/other-map-charts.tsx'
import { useFormats } from '../words/words.tsx'

export interface GalleryChart {
  readonly id: string
  readonly title: string
  readonly render: ComponentType
}

type Picked = Required<Pick<ChartProps<unknown>, 'chosen' | 'onPick'>>

/** A chart in which something can be chosen, as a page would have it. */
function Choosing({ first = null, children }: { readonly first?: string | null; readonly children: (picked: Picked) => ReactNode }): ReactNode {
  const [chosen, setChosen] = useState<string | null>(first)
  return children({ chosen, onPick: (_, id) => setChosen(id) })
}

const SATISFIED = 'satisfied>disappointed'
const MAPS = [['quarter', 'a quarter', QUARTER_MAP, SATISFIED], ['millions', 'millions, most of them gone', MILLIONS_MAP, null], ['forty', 'forty customers', FORTY_MAP, null], ['beginning', 'since the beginning', BEGINNING_MAP, null], ['empty', 'nobody yet', EMPTY_MAP, null]] as const

const maps: readonly GalleryChart[] = MAPS.flatMap(([id, title, map, first]): GalleryChart[] => [
  { id: `ladder-${id}`, title: `Ladder: ${title}`, render: () => <Choosing first={first}>{(picked) => <LadderChart map={map} {...picked} />}</Choosing> },
  { id: `two-dates-${id}`, title: `Two dates: ${title}`, render: () => <Choosing first={first}>{(picked) => <TwoDatesChart map={map} {...picked} />}</Choosing> },
  { id: `by-state-${id}`, title: `By state: ${title}`, render: () => <Choosing first={first}>{(picked) => <ByStateChart map={map} series={id === 'empty' ? [] : seriesTo(map)} {...picked} />}</Choosing> },
  { id: `table-${id}`, title: `Table: ${title}`, render: () => <Choosing first={first}>{(picked) => <FlowTable map={map} {...picked} />}</Choosing> },
])

const CUSTOMERS = [['regular', 'two years and a half', REGULAR], ['three', 'three facts', THREE_FACTS], ['thousands', 'three thousand facts', THREE_THOUSAND], ['nothing', 'nothing felt yet', NOTHING_FELT]] as const
const lines: readonly GalleryChart[] = CUSTOMERS.map(([id, title, data]) => ({ id: `equity-${id}`, title: `Equity line: ${title}`, render: () => <Choosing>{(picked) => <EquityLineChart data={data} {...picked} />}</Choosing> }))

const DRIVERS = [['late', 'Delivery later than promised', 0.31, 0.26, 0.36, 398], ['twice', 'Had to explain twice', 0.19, 0.15, 0.23, 244], ['price', 'Price letter in October', 0.14, 0.1, 0.18, 180], ['app', 'App sign-in failed', 0.06, 0.03, 0.09, 77]] as const
const RATIOS = [['late', 'Hilinenud kohaletoimetamine ja puudulik teavitus', 3.1, 2.4, 4, 398], ['name', 'Tunti nimepidi', 0.5, 0.3, 0.8, 244], ['few', '約束より遅い配達', 1.1, 0.4, 3.2, 9]] as const

function Drivers(): ReactNode {
  const { percent } = useFormats()
  return <Choosing>{(picked) => <BarsChart {...picked} measure={{ least: 0, most: 0.4 }} rows={DRIVERS.map(([id, name, value, low, high, n]) => ({ id, name, value, low, high, n, tone: 'down', format: percent }))} />}</Choosing>
}

function Ratios(): ReactNode {
  const { figure } = useFormats()
  return <BarsChart measure={{ least: 0.25, most: 4, log: true, origin: 1 }} rows={RATIOS.map(([id, name, value, low, high, n]) => ({ id, name, value, low, high, n, format: (ratio) => `× ${figure(ratio, 1)}` }))} />
}

function Distributions(): ReactNode {
  const { percent, shortSum } = useFormats()
  return (
    <div className="grid gap-6 md:grid-cols-3">
      <DistributionChart bins={STAY} own={{ value: 0.81, low: 0.66, high: 0.91 }} figure={{ name: 'Stay', format: percent }} />
      <DistributionChart bins={VALUE} own={{ value: 124_000, low: 124_000, high: 124_000 }} figure={{ name: 'Paid in a year', format: shortSum }} tone="s-loyal" />
      <DistributionChart bins={NOBODY} own={null} figure={{ name: 'Pay', format: percent }} />
    </div>
  )
}

function Histograms(): ReactNode {
  const { percent, shortSum } = useFormats()
  return <div className="grid gap-6 md:grid-cols-2"><HistogramChart bins={STAY} figure={{ name: 'Stay', format: percent }} /><HistogramChart bins={VALUE} figure={{ name: 'Paid in a year', format: shortSum }} /></div>
}

function Intervals(): ReactNode {
  const { percent } = useFormats()
  return <IntervalBar interval={{ name: 'Delivery later than promised', value: 0.31, low: 0.26, high: 0.36, format: percent }} measure={{ least: 0, most: 0.4 }} tone="down" />
}

const FALLS: readonly Step[] = [
  { id: 'before', name: 'Paid the year before', kind: 'level', amount: 182_300_00 }, { id: 'lost', name: 'Customers lost', kind: 'change', amount: -31_200_00, n: 412 },
  { id: 'grown', name: 'Paid more', kind: 'change', amount: 22_900_00, n: 1204 }, { id: 'earned', name: 'New, sent by others', kind: 'change', amount: 14_100_00, n: 301 }, { id: 'now', name: 'Paid in the last year', kind: 'level', amount: 188_100_00 },
]

function Waterfall(): ReactNode {
  const setting = useSetting()
  return <Chart draw={(view) => waterfall(FALLS, setting.formats.sum, setting, view)} />
}

const ANSWERS = { lowest: 0, histogram: [3, 0, 2, 4, 4, 16, 30, 38, 61, 46, 71], isHigh: (value: number) => value >= 9, isLow: (value: number) => value <= 6 }
const MONTHS = [17, 4, 23, null, 16, 19, 26, 27].map((value, i) => ({ month: `2026-0${i + 1}-01`, n: 90, score: value === null ? null : { value, low: value - 16, high: value + 15 } }))

function Answered(): ReactNode {
  const setting = useSetting()
  return <div className="grid gap-6 md:grid-cols-2"><Chart draw={(view) => answerColumns(ANSWERS, setting, view)} /><Chart draw={(view) => scoreMonths(MONTHS, setting.formats.count, setting, view)} /></div>
}

/** Every chart with fixed data: a normal one, an extreme one, an empty one. */
export const CHARTS: readonly GalleryChart[] = [
  ...maps, ...lines,
  { id: 'distributions', title: 'Distribution: one customer among all', render: Distributions },
  { id: 'histograms', title: 'Histogram', render: Histograms },
  { id: 'interval', title: 'Interval bar', render: Intervals },
  { id: 'bars', title: 'Bars with intervals and n', render: Drivers },
  { id: 'waterfall', title: 'Waterfall: from one year to the next', render: Waterfall },
  { id: 'answers', title: 'Answers, and a score month by month', render: Answered },
  { id: 'ratios', title: 'Bars: ratios', render: Ratios },
]
