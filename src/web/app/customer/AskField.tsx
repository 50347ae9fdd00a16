import type { ReactNode } from 'react'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import type { Ask, Called, HandKind } from '#core/history/by-hand.ts'
import { SCALES, type Question } from '#core/history/kinds.ts'
import { plain } from '#core/words/plain.ts'
import { ChooseOne, ChooseSome } from '../parts/Chips.tsx'
import { TextField } from '../parts/Field.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import type { Values } from './record-fact.ts'

interface AskFieldProps {
  readonly kind: HandKind
  readonly ask: Ask
  readonly customer: CustomerAnswer
  readonly values: Values
  readonly error: string | undefined
  readonly onChange: (value: string | readonly string[]) => void
}

type Option = { readonly id: string; readonly name: string }

/** One field of a fact, as it is asked for. */
export function AskField(props: AskFieldProps): ReactNode {
  const { kind, ask, values, error, onChange } = props
  const words = useWords()
  const name = words.say(`ask.${kind}.${ask.field}`)
  const label = ask.needed ? name : words.say('ask.optional', { label: name })
  const value = values[ask.field]
  const text = typeof value === 'string' ? value : ''
  const options = useOptions(props)
  if (ask.as === 'text' || ask.as === 'words') return <TextField label={label} value={text} onChange={onChange} error={error} lines={ask.as === 'words' ? 3 : 1} />
  if (ask.as === 'some') return <ChooseSome label={label} options={options} value={Array.isArray(value) ? value as readonly string[] : []} onChange={onChange} error={error} />
  if (ask.as === 'answer' && options.length === 0) return null
  const isNeed = ask.as === 'scale' && ask.field.endsWith('_need')
  return <ChooseOne label={label} options={options} value={text === '' ? null : text} onChange={onChange} error={error} hint={isNeed ? `1 = ${words.say('ask.low')} · 5 = ${words.say('ask.high')}` : undefined} />
}

/** What can be chosen, with how it is called. */
function useOptions({ ask, customer, values }: AskFieldProps): readonly Option[] {
  const words = useWords()
  const formats = useFormats()
  switch (ask.as) {
    case 'one':
    case 'some':
      return ask.of.map((id) => ({ id, name: words.say(choiceOf(ask.called, id)) }))
    case 'scale':
      return steps(ask.low, ask.high).map((id) => ({ id, name: ask.field === 'severity' ? words.say(`severity.${id}`) : ask.field === 'strength' ? words.say(`strength.${id}`) : id }))
    case 'answer': {
      const scale = SCALES[values[ask.question] as Question] as readonly [number, number] | undefined
      return scale ? steps(...scale).map((id) => ({ id, name: id })) : []
    }
    case 'yes_no':
      return [{ id: 'yes', name: words.say('ask.yes') }, { id: 'no', name: words.say('ask.no') }, { id: '', name: words.say('ask.unsaid') }]
    case 'case':
      return casesOf(customer, formats.day)
    case 'promise':
      return customer.promises.map(({ key, text }) => ({ id: key, name: text ?? key }))
    default:
      return []
  }
}

/** The message that names a choice. */
function choiceOf(called: Called, id: string): string {
  const messages: Readonly<Record<Called, string>> = { feeling: `feeling.${id}`, why: `why.${id}`, question: `question.${id}`, step: `step.${id}`, rival: `rival.${id}`, outcome: `outcome.${id}` }
  return messages[called]
}

const steps = (low: number, high: number): string[] => Array.from({ length: high - low + 1 }, (_, i) => String(low + i))

/** What can be made good: open complaints, and promises broken and not made good. */
const casesOf = ({ cases, promises }: CustomerAnswer, dayOf: (at: string) => string): readonly Option[] => [
  ...cases.map(({ id, topic, at }) => ({ id, name: `${plain(topic)} · ${dayOf(at)}` })),
  ...promises.flatMap(({ key, text, open }) => (open ? [{ id: open.id, name: `${text ?? key} · ${dayOf(open.at)}` }] : [])),
]
