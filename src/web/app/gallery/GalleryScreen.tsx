import { lazy, Suspense, type ReactNode } from 'react'
import { STATES } from '#core/relationship/state.ts'
import { Page } from '../parts/Page.tsx'
import { Panel } from '../parts/Panel.tsx'
import { StateName } from '../parts/StateChip.tsx'
import { useWords } from '../words/words.tsx'
import { CHARTS } from './charts.tsx'

// Each screen's panels are a part of their own, as they are in their screen.
const CustomerPanels = lazy(() => import('./customer.tsx').then((it) => ({ default: it.CustomerPanels })))

/** Every part and chart with fixed data, to be looked at and to be held against its picture. For those who work on Troth: its own titles are in English alone. */
export function GalleryScreen(): ReactNode {
  const words = useWords()
  return (
    <Page title="Gallery">
      <Panel title="States">
        <ul className="grid gap-2">{STATES.map((state) => <li key={state}><StateName state={state} /> <span className="text-ink-2">{words.say(`state_hint.${state}`)}</span></li>)}</ul>
      </Panel>
      {CHARTS.map(({ id, title, render: Chart }) => <div key={id} id={id} className="mt-4"><Panel title={title}><Chart /></Panel></div>)}
      <Suspense fallback={null}><CustomerPanels /></Suspense>
    </Page>
  )
}
