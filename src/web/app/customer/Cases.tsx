import type { ReactNode } from 'react'
import { Button as Bare } from 'react-aria-components'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { DAY_MS } from '#core/units/time.ts'
import { plain } from '#core/words/plain.ts'
import { Button } from '../parts/Button.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import type { FactLink } from './place.ts'

interface CasesProps {
  readonly customer: CustomerAnswer
  readonly onFact: (fact: FactLink) => void
  /** Begins to record what was done about it; null for whoever may not. */
  readonly onMakeGood: ((complaint: string) => void) | null
}

/** Complaints that nothing has answered, each with how long it waits. */
export function Cases({ customer, onFact, onMakeGood }: CasesProps): ReactNode {
  const words = useWords()
  const { cases, cases_beyond } = customer
  return (
    <Panel title={words.say('person.cases')}>
      {cases.length === 0 && <p className="text-ink-2">{words.say('person.cases_none')}</p>}
      <ul className="grid gap-3">{cases.map((one) => <Case key={`${one.source}/${one.id}`} open={one} customer={customer} onFact={onFact} onMakeGood={onMakeGood} />)}</ul>
      {cases_beyond > 0 && <p className="mt-2 text-sm text-ink-2">{words.say('person.cases_beyond', { n: cases_beyond })}</p>}
    </Panel>
  )
}

function Case({ open, customer, onFact, onMakeGood }: CasesProps & { readonly open: CustomerAnswer['cases'][number] }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const age = (new Date(customer.standing?.at ?? customer.telling.until).getTime() - new Date(open.at).getTime()) / DAY_MS
  return (
    <li className="flex items-start justify-between gap-3 border-l-2 border-[var(--s-dissatisfied)] pl-3">
      <div className="min-w-0">
        <Bare onPress={() => onFact(open)} className="max-w-full rounded-sm text-left font-medium underline decoration-line-strong underline-offset-2 hover:decoration-current">{plain(open.topic)}</Bare>
        <p className="num text-sm text-ink-2">{words.say('person.case_open', { days: formats.days(Math.max(0, age)) })} · {words.say(`severity.${open.severity}`)}</p>
      </div>
      {onMakeGood && <div className="no-print max-w-[45%] shrink-0"><Button onPress={() => onMakeGood(open.id)}>{words.say('person.make_good')}</Button></div>}
    </li>
  )
}
