import { Link } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMay, useMe } from '../data/me.ts'
import { useWords } from '../words/words.tsx'
import { Account } from './Account.tsx'
import { Mark } from './Mark.tsx'
import { groupsFor, type Place } from './nav.ts'
import { SHORTCUT } from './shortcut.ts'
import { ThemeButton } from './ThemeButton.tsx'
import { Working } from './WorkingLater.tsx'

/** The way around on a wide screen. */
export function Sidebar({ onSearch }: { readonly onSearch: () => void }): ReactNode {
  const words = useWords()
  const { company } = useMe()
  const groups = groupsFor(useMay())
  return (
    <aside className="no-print sticky top-0 flex h-dvh flex-col border-r border-line px-3 py-4 max-md:hidden">
      <div className="flex h-9 items-center gap-2.5 px-2 font-semibold"><Mark /><span className="truncate">{company.name}</span></div>
      <button type="button" onClick={onSearch} className="mt-3 flex h-9 items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-ink-3 hover:bg-hover">
        <Search size={15} aria-hidden /><span className="flex-1 truncate text-left">{words.say('frame.search')}</span><kbd aria-hidden className="font-sans text-xs">{SHORTCUT}</kbd>
      </button>
      <nav aria-label={words.say('frame.main')} className="mt-4 flex-1 overflow-auto">
        {groups.map(({ label, places }) => (
          <div key={label} className="mb-4">
            {label !== null && <div className="px-2.5 pb-1 text-xs font-medium text-ink-3">{words.say(label)}</div>}
            <ul>{places.map((place) => <li key={place.to}><SideLink place={place} /></li>)}</ul>
          </div>
        ))}
      </nav>
      <Working />
      <div className="flex items-center gap-1"><Account wide /><ThemeButton /></div>
    </aside>
  )
}

const SideLink = ({ place: { to, label, icon: Icon } }: { readonly place: Place }): ReactNode => (
  <Link to={to} activeOptions={{ includeSearch: false }} className="flex min-h-8 items-center gap-2.5 rounded-md px-2.5 py-1 text-ink-2 hover:bg-hover data-[status=active]:bg-accent-soft data-[status=active]:font-medium data-[status=active]:text-ink">
    <Icon size={16} aria-hidden className="shrink-0" />{useWords().say(label)}
  </Link>
)
