import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import type { EraseAnswer } from '#contract/customers/erase.ts'
import { useMay } from '../data/me.ts'
import { Problem } from '../data/problem.ts'
import { Await } from '../parts/Await.tsx'
import { LinkButton } from '../parts/Button.tsx'
import { later } from '../parts/later.tsx'
import { Page } from '../parts/Page.tsx'
import { useWords } from '../words/words.tsx'
import { Actions } from './Actions.tsx'
import { customerAsked } from './asked-customer.ts'
import { Cases } from './Cases.tsx'
import { Equity } from './Equity.tsx'
import { Figures } from './Figures.tsx'
import { Needs } from './Needs.tsx'
import { usePlace, type FactLink } from './place.ts'
import { Promises } from './Promises.tsx'
import type { Recording } from './Recorder.tsx'
import { Spent } from './Spent.tsx'
import { Stands } from './Stands.tsx'
import { Timeline } from './Timeline.tsx'
import { useTimeline } from './use-timeline.ts'
import { Who } from './Who.tsx'

// What opens on a press comes when it is pressed: the page is there sooner.
const Recorder = later(() => import('./Recorder.tsx').then((it) => it.Recorder))

/** One customer: who they are, where they stand and why, and everything that happened. */
export function CustomerScreen(): ReactNode {
  const { key = '' } = useParams({ strict: false })
  return <OneCustomer key={key} customerKey={key} />
}

function OneCustomer({ customerKey }: { readonly customerKey: string }): ReactNode {
  const query = useQuery(customerAsked(customerKey))
  const [receipt, setReceipt] = useState<EraseAnswer | null>(null)
  if (receipt) return <Erased receipt={receipt} />
  if (query.error instanceof Problem && query.error.code === 'customer_unknown') return <Unknown customerKey={customerKey} />
  if (query.data === undefined) return <Page title={customerKey}><Await query={query} height={640}>{() => null}</Await></Page>
  return <Shown customerKey={customerKey} customer={query.data} onErased={setReceipt} />
}

interface ShownProps {
  readonly customerKey: string
  readonly customer: CustomerAnswer
  readonly onErased: (receipt: EraseAnswer) => void
}

function Shown({ customerKey, customer, onErased }: ShownProps): ReactNode {
  const may = useMay()
  const place = usePlace()
  // Whoever may not read the map serves this customer now: they need the last few facts and no figures.
  const analyses = may('map.read')
  const timeline = useTimeline(customerKey, place.search, analyses ? 30 : 10)
  const [recording, setRecording] = useState<Recording | null>(null)
  const showFact = (fact: FactLink): void => place.showFact(fact, timeline.facts)
  const makeGood = may('facts.send') ? (complaint: string): void => setRecording({ kind: 'recovery', complaint }) : null
  return (
    <Page title={customer.name ?? customer.key} lead={<Who customer={customer} />} actions={<Actions customerKey={customerKey} customer={customer} onRecord={() => setRecording({})} onErased={onErased} />}>
      <div className="grid gap-4 md:gap-5 lg:grid-cols-[minmax(0,1fr)_372px] lg:grid-rows-[auto_auto_1fr] lg:items-start">
        <Stands customer={customer} onFact={showFact} />
        <div className="grid content-start gap-4 md:gap-5 lg:col-start-2 lg:row-span-3 lg:row-start-1">
          <Cases customer={customer} onFact={showFact} onMakeGood={makeGood} />
          {analyses && <Figures customer={customer} />}
          {analyses && <Needs customer={customer} />}
          <Promises customer={customer} />
          {customer.spent && <Spent years={customer.spent} />}
        </div>
        {analyses && <Equity customer={customer} timeline={timeline} place={place} />}
        <Timeline customerKey={customerKey} customer={customer} timeline={timeline} place={place} />
      </div>
      {recording && <Recorder customerKey={customerKey} customer={customer} recording={recording} onClose={() => setRecording(null)} />}
    </Page>
  )
}

function Unknown({ customerKey }: { readonly customerKey: string }): ReactNode {
  const words = useWords()
  return <Page title={words.say('person.unknown', { key: customerKey })} lead={words.say('person.unknown_lead')}><LinkButton to="/customers">{words.say('person.to_list')}</LinkButton></Page>
}

function Erased({ receipt }: { readonly receipt: EraseAnswer }): ReactNode {
  const words = useWords()
  const rows = Object.values(receipt.removed).reduce((sum, count) => sum + count, 0)
  return (
    <Page title={words.say('person.erased')} lead={words.say('person.erased_lead', { rows, columns: receipt.checked.columns.length })}>
      <LinkButton to="/customers">{words.say('person.to_list')}</LinkButton>
    </Page>
  )
}
