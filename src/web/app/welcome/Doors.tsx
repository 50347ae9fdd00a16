import { Link } from '@tanstack/react-router'
import { ArrowRight, Cable, Compass, Import, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../words/words.tsx'

interface Door {
  readonly id: string
  readonly icon: LucideIcon
  readonly to: string
  readonly search?: Readonly<Record<string, string>>
}

const DOORS: readonly Door[] = [
  { id: 'look', icon: Compass, to: '/map' },
  { id: 'own', icon: Import, to: '/welcome', search: { door: 'own' } },
  { id: 'connect', icon: Cable, to: '/welcome', search: { door: 'connect' } },
]

/** Three ways to begin. @param sample the name of the sample company; null where the house has other data, or none */
export function Doors({ sample }: { readonly sample: string | null }): ReactNode {
  const words = useWords()
  return (
    <ul className="grid gap-4 md:grid-cols-3">
      {DOORS.map(({ id, icon: Icon, to, search }) => (
        <li key={id} className="grid">
          <Link to={to} search={search as never} className="card group flex flex-col gap-3 p-5 transition-colors hover:border-line-strong md:min-h-[240px] md:p-6">
            <span className="grid size-11 place-items-center rounded-md bg-accent-soft text-accent"><Icon size={22} aria-hidden /></span>
            <span className="text-xl font-semibold">{words.say(`welcome.${id}`)}</span>
            <span className="text-ink-2">{id === 'look' ? words.say(sample === null ? 'welcome.look_own' : 'welcome.look_about', { name: sample ?? '' }) : words.say(`welcome.${id}_about`)}</span>
            <span className="mt-auto inline-flex items-center gap-1.5 pt-1 font-medium text-accent">{words.say(`welcome.${id}_do`)}<ArrowRight size={16} aria-hidden className="transition-transform group-hover:translate-x-0.5" /></span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
