import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import type { CustomerAnswer, StandingAnswer } from '#contract/relationship/customer.ts'
import { sayReading, sayWhy, speaking } from '#core/words/because.ts'
import { Disclosure } from '../parts/Disclosure.tsx'
import { Empty } from '../parts/Panel.tsx'
import { StateChip } from '../parts/StateChip.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { FactSaid } from './FactSaid.tsx'
import type { FactLink } from './place.ts'

interface StandsProps {
  readonly customer: CustomerAnswer
  readonly onFact: (fact: FactLink) => void
}

/** Where they stand, since when, and why, with the facts that it rests on. */
export function Stands({ customer, onFact }: StandsProps): ReactNode {
  const words = useWords()
  const { standing } = customer
  return (
    <section className="card min-w-0 p-4 md:p-5" aria-label={standing ? words.say(`state.${standing.state}`) : words.say('timeline.nothing')}>
      {standing ? <Standing customer={customer} standing={standing} onFact={onFact} /> : <Empty title={words.say('timeline.nothing')}>{words.say('timeline.nothing_lead')}</Empty>}
    </section>
  )
}

function Standing({ customer, standing, onFact }: StandsProps & { readonly standing: StandingAnswer }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const { state, since, at, marks, because, left_from } = standing
  const left = state === 'lapsed' && left_from ? ` ${words.say('customer.left_from', { state: words.say(`state.${left_from}`) })}` : ''
  return (
    <div className="grid gap-4">
      <div className="flex items-center gap-3">
        <StateChip state={state} size={44} />
        <div className="min-w-0">
          <h2 className="display text-xl leading-tight">{words.say(`state.${state}`)}{marks.map((mark) => <span key={mark} className="ml-2 rounded-full border border-line px-2 py-0.5 align-middle text-sm font-normal tracking-normal text-ink-2">{words.say(`mark.${mark}`)}</span>)}</h2>
          <p className="num text-ink-2">{words.say('person.since', { day: formats.day(since), ago: formats.ago(since, at) })}</p>
        </div>
      </div>
      <p className="max-w-[68ch] text-lg">{sayWhy(words, formats, because)}{left}</p>
      {customer.rests_on.length > 0 && <RestsOn customer={customer} onFact={onFact} />}
      <LookedAt standing={standing} />
    </div>
  )
}

function RestsOn({ customer, onFact }: StandsProps): ReactNode {
  const words = useWords()
  const formats = useFormats()
  return (
    <div>
      <h3 className="text-sm font-medium text-ink-2">{words.say('person.rests_on')}</h3>
      <ul className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-0.5">
        {customer.rests_on.map((fact) => (
          <li key={`${fact.source}/${fact.id}`} className="col-span-2 grid grid-cols-subgrid">
            <Button onPress={() => onFact(fact)} className="col-span-2 -mx-2 grid grid-cols-subgrid items-baseline gap-x-3 rounded-sm px-2 py-1 text-left text-accent hover:bg-hover">
              <span className="num text-sm text-ink-2">{formats.day(fact.at)}</span>
              <span className="min-w-0 underline decoration-line-strong underline-offset-2"><FactSaid fact={fact} names={customer.names} /></span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Every gate that speaks, with what was measured against what. */
function LookedAt({ standing }: { readonly standing: StandingAnswer }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const readings = speaking(standing.because.readings)
  if (readings.length === 0) return null
  return (
    <Disclosure title={words.say('customer.looked_at')}>
      <ul className="num mt-1 grid list-disc gap-1 pl-6 text-sm text-ink-2">{readings.map((reading) => <li key={reading.gate}>{sayReading(words, formats, standing.at, reading)}</li>)}</ul>
    </Disclosure>
  )
}
