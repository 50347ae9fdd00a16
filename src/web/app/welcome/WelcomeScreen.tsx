import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, type ReactNode } from 'react'
import type { CompanyAnswer } from '#contract/house/company.ts'
import { asked } from '../data/ask.ts'
import { useMe, useMay } from '../data/me.ts'
import { Await } from '../parts/Await.tsx'
import { LinkButton } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { Empty, Panel } from '../parts/Panel.tsx'
import { useWords } from '../words/words.tsx'
import { Doors } from './Doors.tsx'

// Neither is needed to choose a door.
const KeyStep = lazy(() => import('./KeyStep.tsx').then((it) => ({ default: it.KeyStep })))
const NameStep = lazy(() => import('./NameStep.tsx').then((it) => ({ default: it.NameStep })))

/** Where an owner begins: three doors, and behind two of them a few steps. Where one is stands in the address. */
export function WelcomeScreen(): ReactNode {
  const words = useWords()
  const { account } = useMe()
  const may = useMay()
  const { door } = useSearch({ strict: false }) as { door?: string }
  const query = useQuery(asked<CompanyAnswer>('/v1/company'))
  if (!may('settings.change')) return <Page title={words.say('welcome.title')}><Panel><Empty title={words.say('welcome.not_yours')} action={<LinkButton to="/">{words.say('frame.home')}</LinkButton>} /></Panel></Page>
  return (
    <Page title={words.say('welcome.hello', { name: account?.name ?? '' })} lead={words.say(door === 'own' ? 'welcome.own_lead' : door === 'connect' ? 'welcome.connect_lead' : 'welcome.lead')}>
      <Await query={query} height={320}>{(company) => <Suspense fallback={<div className="waiting h-80" />}><Behind door={door} company={company} /></Suspense>}</Await>
    </Page>
  )
}

function Behind({ door, company }: { readonly door: string | undefined; readonly company: CompanyAnswer }): ReactNode {
  const navigate = useNavigate()
  const isOurs = !company.sample && company.named
  if (door === 'own') return <NameStep company={company} onNamed={() => void navigate({ to: '/import' })} />
  if (door === 'connect') return isOurs ? <KeyStep /> : <NameStep company={company} onNamed={() => undefined} />
  return <Doors sample={company.sample ? company.name : null} />
}
