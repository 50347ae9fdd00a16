import { Calendar } from 'lucide-react'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import { MenuButton } from '../parts/MenuButton.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import type { Looking } from './view.ts'

// The window and its fields are not needed before somebody asks for them.
const OwnDates = lazy(() => import('./OwnDates.tsx'))

const NAMED = ['month', 'quarter', 'year', 'all'] as const

interface PeriodProps {
  readonly view: Looking
  readonly map: MapAnswer | undefined
}

/** Which time the map is of: one with a name, which moves on with the map, or own dates. */
export function PeriodControl({ view, map }: PeriodProps): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const [isOpen, setOpen] = useState(false)
  const { from, to, period } = view.time
  const isOwn = from !== undefined || to !== undefined
  const current = isOwn ? 'own' : (period ?? 'quarter')
  const shown = map === undefined ? words.say('period.label') : map.customers.before === 0 ? words.say('map.up_to', { day: formats.day(map.to) }) : formats.period(map.from, map.to)
  const choose = (id: string): void => (id === 'own' ? setOpen(true) : view.set({ from: undefined, to: undefined, period: id === 'quarter' ? undefined : id }))
  return (
    <>
      <MenuButton
        label={words.say('period.label')} icon={Calendar} selected={current} onAction={choose}
        items={[...NAMED.map((id) => ({ id, name: words.say(`period.${id}`) })), { id: 'own', name: `${words.say('period.own')} …` }]}
      >
        <span className="num">{shown}</span>
      </MenuButton>
      {isOpen && map && <Suspense fallback={null}><OwnDates map={map} onClose={() => setOpen(false)} onShow={(dates) => { setOpen(false); view.set({ ...dates, period: undefined }) }} /></Suspense>}
    </>
  )
}
