import { Link, Outlet, useLocation, useRouter } from '@tanstack/react-router'
import { Suspense, useState, type ReactNode } from 'react'
import { RouterProvider as AriaRouter } from 'react-aria-components'
import { useMay, useMe } from '../data/me.ts'
import { later } from '../parts/later.tsx'
import { useWords } from '../words/words.tsx'
import { isOpenTo } from './nav.ts'
import { NotFound } from './NotFound.tsx'
import { PaletteByKey } from './PaletteByKey.tsx'
import { Sidebar } from './Sidebar.tsx'
import { Tabs, TopBar } from './Tabs.tsx'

// Not needed for the first look.
const Toasts = later(() => import('../parts/Toasts.tsx').then((it) => it.Toasts))

/** What is around every screen: the way around, search, who is signed in. */
export function Frame(): ReactNode {
  const router = useRouter()
  const words = useWords()
  const { company } = useMe()
  const [searching, setSearching] = useState(false)
  const search = (): void => setSearching(true)
  const isOpen = isOpenTo(useLocation().pathname, useMay())
  return (
    <AriaRouter navigate={(path) => void router.navigate({ to: path })}>
      <a href="#main" className="sr-only no-print focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-md focus:bg-surface focus:px-3 focus:py-2">{words.say('frame.skip')}</a>
      <div className="min-h-dvh md:grid md:grid-cols-[216px_minmax(0,1fr)] print:block">
        <Sidebar onSearch={search} />
        <TopBar onSearch={search} />
        <div className="flex min-w-0 flex-col">
          {company.sample && <SampleNote name={company.name} />}
          <main id="main" tabIndex={-1} className="min-w-0 flex-1">
            <Suspense fallback={null}>{isOpen ? <Outlet /> : <NotFound />}</Suspense>
          </main>
        </div>
        <Tabs />
      </div>
      <PaletteByKey isOpen={searching} onOpen={search} onClose={() => setSearching(false)} />
      <Toasts />
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
