import type { ReactNode } from 'react'
import type { LookAnswer } from '#contract/history/upload.ts'
import type { WrittenField } from '#contract/history/written.ts'
import { CHOICES } from '#core/history/mapping/targets.ts'
import { Select, type Option } from '../parts/Select.tsx'
import { TextField } from '../parts/Field.tsx'
import { useWords } from '../words/words.tsx'
import { columnOf, found, keyOf, nameOf } from './columns.ts'
import { choiceName } from './choices.ts'
import { fieldName, fromColumn, mappedField, sourceOf, type Owner } from './draft.ts'
import { WordMap } from './WordMap.tsx'

interface Props {
  readonly owner: Owner
  readonly name: string
  readonly isRequired: boolean
  readonly look: LookAnswer
  readonly field: WrittenField | undefined
  readonly onChange: (field: WrittenField | undefined) => void
}

const [NONE, SAME, OTHER] = ['none', 'same', 'other']

/** One field: what it is, where it comes from, and what stands there. */
export function FieldRow({ owner, name, isRequired, look, field, onChange }: Props): ReactNode {
  const words = useWords()
  const source = sourceOf(field)
  const label = fieldName(words, owner, name)
  const choices = CHOICES[`${owner}.${name}`]
  const options: Option[] = [
    ...(isRequired && source.as !== 'none' ? [] : [{ id: NONE, name: words.say('bring.not_here') }]),
    ...look.columns.map(({ column }) => ({ id: keyOf(column), name: nameOf(words, column) })),
    { id: SAME, name: words.say('bring.same') },
    ...(source.as === 'other' ? [{ id: OTHER, name: words.say('bring.as_written') }] : []),
  ]
  const chosen = source.as === 'column' ? keyOf(found(look.columns, source.column)?.column ?? source.column) : source.as === 'value' ? SAME : source.as === 'other' ? OTHER : NONE
  const choose = (key: string): void => onChange(key === NONE ? undefined : key === SAME ? { value: choices?.[0] ?? '' } : key === OTHER ? field : fromColumn(field, columnOf(key)))
  return (
    <li className="grid items-start gap-x-4 gap-y-1.5 py-2.5 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)_minmax(0,1.2fr)]">
      <div className="min-w-0 pt-1.5">
        <span className="font-medium">{label}</span>{isRequired && <span className="ml-1.5 whitespace-nowrap text-sm text-ink-2">{words.say('bring.required')}</span>}
      </div>
      <Select label={`${label}: ${words.say('bring.from')}`} isLabelHidden options={options} value={chosen ?? NONE ?? null} onChange={choose} {...(isRequired && source.as === 'none' && { error: words.say('bring.choose_column') })} />
      <div className={`min-w-0 ${source.as === 'value' ? '' : 'sm:pt-1.5'}`}><Beside look={look} owner={owner} name={name} field={field} label={label} onChange={onChange} /></div>
    </li>
  )
}

/** Values of the column, or what is the same in every row. */
function Beside({ look, owner, name, field, label, onChange }: Omit<Props, 'isRequired'> & { readonly label: string }): ReactNode {
  const words = useWords()
  const source = sourceOf(field)
  const choices = CHOICES[`${owner}.${name}`]
  if (source.as === 'value' && choices) return <Select label={label} isLabelHidden options={choices.map((id) => ({ id, name: choiceName(words, `${owner}.${name}`, id) }))} value={source.value} onChange={(value) => onChange({ value })} />
  if (source.as === 'value') return <TextField label={label} isLabelHidden value={source.value} onChange={(value) => onChange({ value })} />
  if (source.as === 'other') return <code className="block text-sm text-ink-2 [overflow-wrap:anywhere]">{source.text}</code>
  if (source.as === 'none') return null
  const column = found(look.columns, source.column)
  if (!column) return <span className="text-sm text-danger">{words.say('bring.no_such_column', { column: source.column })}</span>
  if (choices) return <WordMap column={column} place={`${owner}.${name}`} choices={choices} map={source.map ?? {}} onChange={(map) => onChange(mappedField(field, column.column, map))} />
  return <Samples values={column.samples} />
}

const Samples = ({ values }: { readonly values: readonly string[] }): ReactNode => (
  <p className="truncate text-sm text-ink-2">{values.slice(0, 4).map((value, i) => <span key={value}>{i > 0 && <span aria-hidden className="text-ink-3"> · </span>}<span className="num">{value}</span></span>)}</p>
)
