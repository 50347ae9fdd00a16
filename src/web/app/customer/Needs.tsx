import type { ReactNode } from 'react'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'

/** Business and personal needs, each from −1 to 1, with how many answers speak of it. */
export function Needs({ customer: { standing } }: { readonly customer: CustomerAnswer }): ReactNode {
  const words = useWords()
  if (!standing) return null
  return (
    <Panel title={words.say('person.needs')} note={words.say('person.needs_note')}>
      <dl className="grid gap-4">
        <Need name={words.say('customer.business')} need={standing.head} />
        <Need name={words.say('customer.personal')} need={standing.heart} />
      </dl>
    </Panel>
  )
}

interface NeedProps {
  readonly name: string
  readonly need: { readonly value: number; readonly answers: number } | null
}

function Need({ name, need }: NeedProps): ReactNode {
  const words = useWords()
  const formats = useFormats()
  return (
    <div>
      <dt className="font-medium">{name}</dt>
      <dd className="num">
        {need && <Bar value={need.value} />}
        <span className="text-sm text-ink-2">{need ? words.say('customer.of_answers', { value: formats.figure(need.value), answers: formats.figure(need.answers, 1) }) : words.say('customer.unknown')}</span>
      </dd>
    </div>
  )
}

/** From the middle to the right what is met, to the left what is not. */
const Bar = ({ value }: { readonly value: number }): ReactNode => (
  <div aria-hidden className="relative my-1.5 h-2 rounded-full bg-sunken">
    <div className={`absolute inset-y-0 rounded-full ${value < 0 ? 'bg-down' : 'bg-up'}`} style={{ left: `${50 + Math.min(0, value) * 50}%`, width: `${Math.abs(value) * 50}%` }} />
    <div className="absolute -inset-y-0.5 left-1/2 w-px bg-line-strong" />
  </div>
)
