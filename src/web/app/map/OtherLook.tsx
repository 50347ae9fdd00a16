import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import type { SeriesAnswer } from '#contract/map/series.ts'
import type { MapMark } from '#web/charts/movements.ts'
import { FlowTable } from '../charts/FlowTable.tsx'
import { ByStateChart, TwoDatesChart } from '../charts/other-map-charts.tsx'
import { asked, type Query } from '../data/ask.ts'
import { Await } from '../parts/Await.tsx'
import type { Look } from './view.ts'

interface OtherLookProps {
  readonly look: Exclude<Look, 'ladder'>
  readonly map: MapAnswer
  /** Of whom and when, in the words of the API. */
  readonly asked: Query
  readonly chosen: string | null
  readonly onPick: (mark: MapMark) => void
  readonly hot: string | null
  readonly onHot: (id: string | null) => void
}

/** The map in another way than as a ladder. */
export function OtherLook({ look, asked: query, hot, onHot, ...shared }: OtherLookProps): ReactNode {
  if (look === 'table') return <FlowTable {...shared} />
  return look === 'two_dates' ? <TwoDatesChart {...shared} hot={hot} onHot={onHot} /> : <ByState {...shared} look={look} asked={query} hot={hot} onHot={onHot} />
}

function ByState({ asked: ofWhom, map, chosen, onPick, hot, onHot }: OtherLookProps): ReactNode {
  const query = useQuery(asked<SeriesAnswer>('/v1/map/series', ofWhom))
  return <Await query={query} height={520}>{({ states }) => <ByStateChart map={map} chosen={chosen} onPick={onPick} hot={hot} onHot={onHot} series={states} />}</Await>
}
