import { useNavigate } from '@tanstack/react-router'
import { LayoutGrid, Table2, TrendingUp, Waves, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import type { MapMark } from '#web/charts/movements.ts'
import { LadderChart } from '../charts/map-charts.tsx'
import { laterPanel } from '../parts/LaterPanel.tsx'
import { Segmented } from '../parts/Segmented.tsx'
import { useWords } from '../words/words.tsx'
import { flowName, statePeople } from './people.ts'
import { useWorth } from './worth.ts'
import { LOOKS, type Look, type Looking } from './view.ts'

/** The ladder is what is looked at first; the others come when they are asked for, or when somebody is about to. */
const OtherLook = laterPanel(() => import('./OtherLook.tsx').then((it) => it.OtherLook), 520)

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
        <div className="no-print max-md:w-full" onPointerEnter={OtherLook.fetch} onFocus={OtherLook.fetch}><Segmented label={words.say('look.label')} options={LOOKS.map((id) => ({ id, name: words.say(`look.${id}`), icon: ICONS[id] }))} value={view.look} onChange={(look) => view.set({ look: look === 'ladder' ? undefined : look }, { replace: true })} /></div>
        {view.look !== 'table' && <Legend isStayedShown={view.look === 'two_dates'} />}
      </div>
      {view.look === 'ladder'
        ? <LadderChart {...shared} worth={worth.isError ? undefined : worth.isPlaceholderData ? null : (worth.data?.states ?? null)} hot={hot} onHot={onHot} />
        : <OtherLook {...shared} look={view.look} asked={{ ...view.filter, ...view.time }} hot={hot} onHot={onHot} />}
    </section>
  )
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
