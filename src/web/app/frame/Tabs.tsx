import { Link } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMay, useMe } from '../data/me.ts'
import { useWords } from '../words/words.tsx'
import { Account } from './Account.tsx'
import { Mark } from './Mark.tsx'
import { groupsFor } from './nav.ts'
import { ThemeButton } from './ThemeButton.tsx'
import { Working } from './WorkingLater.tsx'

/** The head of the page on a phone. */
export function TopBar({ onSearch }: { readonly onSearch: () => void }): ReactNode {
  const words = useWords()
  const { company } = useMe()
  return (
    <header className="no-print sticky top-0 z-20 [@media(height<520px)]:static flex h-13 items-center gap-1 border-b border-line bg-bg px-4 font-semibold md:hidden">
      <Mark size={22} /><span className="ml-1.5 flex-1 truncate">{company.name}</span>
      <button type="button" onClick={onSearch} aria-label={words.say('frame.search')} className="grid size-10 place-items-center rounded-md text-ink-2"><Search size={18} aria-hidden /></button>
      <Working compact /><ThemeButton /><Account />
    </header>
  )
}

/** The way around on a phone. */
export function Tabs(): ReactNode {
  const words = useWords()
  const places = groupsFor(useMay()).flatMap((group) => group.places).filter(({ inMenuOnPhone }) => inMenuOnPhone !== true)
  return (
    <nav aria-label={words.say('frame.main')} className="no-print fixed inset-x-0 bottom-0 z-20 grid auto-cols-fr grid-flow-col border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden">
      {places.map(({ to, short, icon: Icon }) => (
        <Link key={to} to={to} activeOptions={{ includeSearch: false }} className="grid h-14 min-w-0 place-content-center justify-items-center gap-0.5 px-1 text-xs text-ink-2 data-[status=active]:font-medium data-[status=active]:text-accent">
          <Icon size={19} aria-hidden /><span className="max-w-full truncate">{words.say(short)}</span>
        </Link>
      ))}
    </nav>
  )
}
