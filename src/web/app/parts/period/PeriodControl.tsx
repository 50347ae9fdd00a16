import { Calendar } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { NAMED_PERIODS, USUAL_PERIOD } from '#core/map/period.ts'
import { useFormats, useWords } from '../../words/words.tsx'
import { later } from '../later.tsx'
import { MenuButton } from '../MenuButton.tsx'
import type { Shown } from './OwnDates.tsx'
import type { Time } from './time.ts'

// The window and its fields are not needed before somebody asks for them.
const OwnDates = later(() => import('./OwnDates.tsx').then((it) => it.OwnDates))

interface PeriodProps {
  readonly time: Time
  /** The time that is shown; undefined while nobody knows. */
  readonly shown: Shown | undefined
  /** Handed what changes of the address. */
  readonly onTime: (change: { readonly from: string | undefined; readonly to: string | undefined; readonly period: string | undefined }) => void
}

/** Which time a screen is of: one with a name, which moves on with the map, or own dates. */
export function PeriodControl({ time: { from, to, period }, shown, onTime }: PeriodProps): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const [isOpen, setOpen] = useState(false)
  const isOwn = from !== undefined || to !== undefined
  const current = isOwn ? 'own' : (period ?? USUAL_PERIOD)
  const label = shown === undefined ? words.say('period.label') : shown.from === null ? words.say('map.up_to', { day: formats.day(shown.to) }) : formats.period(shown.from, shown.to)
  const choose = (id: string): void => (id === 'own' ? setOpen(true) : onTime({ from: undefined, to: undefined, period: id === USUAL_PERIOD ? undefined : id }))
  return (
    <>
      <MenuButton
        label={words.say('period.label')} selected={current} onAction={choose}
        items={[...NAMED_PERIODS.map((id) => ({ id, name: words.say(`period.${id}`) })), { id: 'own', name: `${words.say('period.own')} …` }]}
      >
        <span className="num flex items-center gap-2"><Calendar size={16} aria-hidden className="shrink-0 max-sm:hidden" />{label}</span>
      </MenuButton>
      {isOpen && <OwnDates shown={shown} onClose={() => setOpen(false)} onShow={(dates) => { setOpen(false); onTime({ ...dates, period: undefined }) }} />}
    </>
  )
}
