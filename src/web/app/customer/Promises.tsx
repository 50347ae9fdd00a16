import { Check, HeartCrack, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { Disclosure } from '../parts/Disclosure.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'

type Held = CustomerAnswer['promises'][number]

/** What the company promises, and how it held it to them. */
export function Promises({ customer }: { readonly customer: CustomerAnswer }): ReactNode {
  const words = useWords()
  const { promises } = customer
  if (promises.length === 0) return null
  const met = promises.filter(({ last_at }) => last_at !== null)
  const unmet = promises.filter(({ last_at }) => last_at === null)
  return (
    <Panel title={words.say('person.promises')}>
      <ul className="grid gap-3">{met.map((held) => <Promised key={held.key} held={held} />)}</ul>
      {unmet.length > 0 && (
        <div className={met.length > 0 ? 'mt-3' : ''}>
          <Disclosure title={words.say('person.promises_unmet', { n: unmet.length })}><ul className="mt-1 grid gap-2">{unmet.map((held) => <Promised key={held.key} held={held} />)}</ul></Disclosure>
        </div>
      )}
    </Panel>
  )
}

function Promised({ held: { key, text, expectation, kept, broken, open, last_at } }: { readonly held: Held }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  return (
    <li>
      <p className="font-medium">{text ?? key}</p>
      <p className="num flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm text-ink-2">
        {expectation !== null && <span>{words.say(`expectation.${expectation}`)}</span>}
        {kept > 0 && <span className="inline-flex items-center gap-1 text-up"><Check size={13} aria-hidden />{words.say('person.promise_kept', { n: kept })}</span>}
        {broken > 0 && <span className="inline-flex items-center gap-1 text-down"><X size={13} aria-hidden />{words.say('person.promise_broken', { n: broken })}</span>}
        {open && <span className="inline-flex items-center gap-1 font-medium text-danger"><HeartCrack size={13} aria-hidden />{words.say('person.promise_open')}</span>}
        {last_at !== null && <span>{formats.day(last_at)}</span>}
      </p>
    </li>
  )
}
