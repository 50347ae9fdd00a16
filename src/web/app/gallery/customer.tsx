import type { ReactNode } from 'react'
import { Cases } from '../customer/Cases.tsx'
import { EXAMPLE, EXAMPLE_TIMELINE } from '../customer/example.ts'
import { Needs } from '../customer/Needs.tsx'
import type { Place } from '../customer/place.ts'
import { Promises } from '../customer/Promises.tsx'
import { Spent } from '../customer/Spent.tsx'
import { Stands } from '../customer/Stands.tsx'
import { Timeline } from '../customer/Timeline.tsx'
import { Who } from '../customer/Who.tsx'

const nothing = (): void => undefined
const PLACE: Place = { search: { kind: [], to: undefined }, fact: undefined, showKinds: nothing, showLatest: nothing, showUpTo: nothing, showFact: nothing }

/** The panels of one customer, with fixed data. */
export const CustomerPanels = (): ReactNode => (
  <div id="customer" className="mt-4 grid gap-4">
    <p className="text-lg text-ink-2"><Who customer={EXAMPLE} /></p>
    <Stands customer={EXAMPLE} onFact={nothing} />
    <Cases customer={EXAMPLE} onFact={nothing} onMakeGood={nothing} />
    <Needs customer={EXAMPLE} />
    <Promises customer={EXAMPLE} />
    <Spent years={EXAMPLE.spent ?? []} />
    <Timeline customerKey={EXAMPLE.key} customer={EXAMPLE} timeline={EXAMPLE_TIMELINE} place={PLACE} />
  </div>
)
