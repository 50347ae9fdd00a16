import { Link, Outlet, useLocation, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { RouterProvider as AriaRouter } from 'react-aria-components'
import { useMay, useMe } from '../data/me.ts'
import { useWords } from '../words/words.tsx'
import { isOpenTo } from './nav.ts'
import { NotFound } from './NotFound.tsx'
import { isShortcut } from './shortcut.ts'
import { Sidebar } from './Sidebar.tsx'
import { Tabs, TopBar } from './Tabs.tsx'

const loadPalette = () => import('./Palette.tsx')
// Neither is needed for the first look.
const Palette = lazy(() => loadPalette().then((it) => ({ default: it.Palette })))
const Toasts = lazy(() => import('../parts/Toasts.tsx').then((it) => ({ default: it.Toasts })))

/** Calls `open` when the key for the search is pressed, wherever one is. */
function useShortcut(open: () => void): void {
  // Who types at once after opening it loses nothing.
  useEffect(() => void loadPalette(), [])
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!isShortcut(event)) return
      event.preventDefault()
      open()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  })
}

/** What is around every screen: the way around, search, who is signed in. */
export function Frame(): ReactNode {
  const router = useRouter()
  const words = useWords()
  const { company } = useMe()
  const [searching, setSearching] = useState<boolean | null>(null)
  const isOpen = isOpenTo(useLocation().pathname, useMay())
  useShortcut(() => setSearching(true))
  return (
    <AriaRouter navigate={(path) => void router.navigate({ to: path })}>
      <a href="#main" className="sr-only no-print focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-md focus:bg-surface focus:px-3 focus:py-2">{words.say('frame.skip')}</a>
      <div className="min-h-dvh md:grid md:grid-cols-[216px_minmax(0,1fr)] print:block">
        <Sidebar onSearch={() => setSearching(true)} />
        <TopBar onSearch={() => setSearching(true)} />
        <div className="flex min-w-0 flex-col">
          {company.sample && <SampleNote name={company.name} />}
          <main id="main" tabIndex={-1} className="min-w-0 flex-1">
            <Suspense fallback={null}>{isOpen ? <Outlet /> : <NotFound />}</Suspense>
          </main>
        </div>
        <Tabs />
      </div>
      <Suspense fallback={null}>
        {searching !== null && <Palette isOpen={searching} setOpen={setSearching} />}
        <Toasts />
      </Suspense>
    </AriaRouter>
  )
}

/** Says that nobody here is real; whoever may bring data in is shown the way. */
function SampleNote({ name }: { readonly name: string }): ReactNode {
  const words = useWords()
  const may = useMay()
  return (
    <aside aria-label={name} className="no-print border-b border-line bg-accent-soft px-4 py-2 text-sm md:px-8">
      {words.say('frame.sample')}{may('operate') && may('settings.change') && <> <Link to="/welcome" className="font-medium text-accent underline underline-offset-2">{words.say('frame.sample_bring')}</Link></>}
    </aside>
  )
}
