import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { LayoutGrid, Table2, TrendingUp, Waves, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import type { SeriesAnswer } from '#contract/map/series.ts'
import type { MapMark } from '#web/charts/movements.ts'
import { FlowTable } from '../charts/FlowTable.tsx'
import { ByStateChart, LadderChart, TwoDatesChart } from '../charts/map-charts.tsx'
import { asked } from '../data/ask.ts'
import { Await } from '../parts/Await.tsx'
import { Segmented } from '../parts/Segmented.tsx'
import { useWords } from '../words/words.tsx'
import { flowName, statePeople } from './people.ts'
import { useWorth } from './worth.ts'
import { LOOKS, type Look, type Looking } from './view.ts'

const ICONS: Readonly<Record<Look, LucideIcon>> = { ladder: TrendingUp, two_dates: Waves, by_state: LayoutGrid, table: Table2 }

interface PictureProps {
  readonly map: MapAnswer
  readonly view: Looking
  readonly hot: string | null
  readonly onHot: (id: string | null) => void
}

/** The one picture, in one of four ways to look at it. A flow that is clicked is chosen; a state leads to who stands there. */
export function PictureCard({ map, view, hot, onHot }: PictureProps): ReactNode {
  const words = useWords()
  const navigate = useNavigate()
  const worth = useWorth(view.filter)
  const pick = (mark: MapMark): void => {
    if (mark.kind === 'flow') view.set({ flow: flowName(mark) }, { replace: true })
    else void navigate({ to: '/customers', search: statePeople(map, mark.state, view.filter) as never })
  }
  const shared = { map, chosen: view.flow, onPick: pick }
  return (
    <section className="card min-w-0 p-3 md:p-5" aria-label={words.say('look.picture')}>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <div className="no-print max-md:w-full"><Segmented label={words.say('look.label')} options={LOOKS.map((id) => ({ id, name: words.say(`look.${id}`), icon: ICONS[id] }))} value={view.look} onChange={(look) => view.set({ look: look === 'ladder' ? undefined : look }, { replace: true })} /></div>
        {view.look !== 'table' && <Legend isStayedShown={view.look === 'two_dates'} />}
      </div>
      {view.look === 'ladder' && <LadderChart {...shared} worth={worth.isError ? undefined : worth.isPlaceholderData ? null : (worth.data?.states ?? null)} hot={hot} onHot={onHot} />}
      {view.look === 'two_dates' && <TwoDatesChart {...shared} hot={hot} onHot={onHot} />}
      {view.look === 'by_state' && <ByState {...shared} view={view} hot={hot} onHot={onHot} />}
      {view.look === 'table' && <FlowTable {...shared} />}
    </section>
  )
}

function ByState({ view, ...shared }: PictureProps & { readonly chosen: string | null; readonly onPick: (mark: MapMark) => void }): ReactNode {
  const query = useQuery(asked<SeriesAnswer>('/v1/map/series', { ...view.filter, ...view.time }))
  return <Await query={query} height={520}>{({ states }) => <ByStateChart {...shared} series={states} />}</Await>
}

const CLASSES = [['stayed', '--stay'], ['climbed', '--up'], ['slipped', '--down'], ['new_or_back', '--join'], ['left', '--leave']] as const

function Legend({ isStayedShown }: { readonly isStayedShown: boolean }): ReactNode {
  const words = useWords()
  return (
    <ul aria-label={words.say('look.legend')} className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-ink-2 md:ml-auto">
      {CLASSES.filter(([name]) => isStayedShown || name !== 'stayed').map(([name, colour]) => (
        <li key={name} className="inline-flex items-center gap-1.5"><span aria-hidden className="h-1.5 w-3 rounded-full" style={{ background: `var(${colour})` }} />{words.say(`class.${name}`)}</li>
      ))}
    </ul>
  )
}
