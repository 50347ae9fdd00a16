import type { ReactNode } from 'react'
import { CheckboxGroup, Label } from 'react-aria-components'
import type { LookAnswer } from '#contract/history/upload.ts'
import type { WrittenField } from '#contract/history/written.ts'
import { Checkbox } from '../parts/Checkbox.tsx'
import { useWords } from '../words/words.tsx'
import { found, keyOf, nameOf } from './columns.ts'
import { fieldName, sourceOf, type Owner } from './draft.ts'

interface Props {
  readonly owner: Owner
  readonly name: string
  readonly look: LookAnswer
  readonly fields: Readonly<Record<string, WrittenField>> | undefined
  readonly onChange: (fields: Readonly<Record<string, WrittenField>> | undefined) => void
}

/** `Home ownership` is kept as `home_ownership`. */
const plain = (name: string): string => name.trim().toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '_').replaceAll(/^_|_$/g, '')

/** Values of free names: each column that is ticked is one. The lines of an order have names of their own, and are shown as they are written. */
export function Attributes({ owner, name, look, fields = {}, onChange }: Props): ReactNode {
  const words = useWords()
  const label = fieldName(words, owner, name)
  if (name === 'items') return Object.keys(fields).length === 0 ? null : <li className="grid gap-x-4 py-2.5 sm:grid-cols-[minmax(0,1fr)_minmax(0,2.4fr)]"><span className="font-medium">{label}</span><code className="text-sm text-ink-2 [overflow-wrap:anywhere]">{Object.entries(fields).map(([key, from]) => `${key}: ${said(from)}`).join(' · ')}</code></li>
  const kept = Object.entries(fields).filter(([, from]) => sourceOf(from).as !== 'column')
  const ticked = Object.values(fields).flatMap((from) => {
    const source = sourceOf(from)
    return source.as === 'column' ? [keyOf(found(look.columns, source.column)?.column ?? source.column)] : []
  })
  const change = (keys: readonly string[]): void => {
    const chosen = look.columns.filter(({ column }) => keys.includes(keyOf(column)))
    const next = Object.fromEntries([...kept, ...chosen.map((one) => [Object.entries(fields).find(([, from]) => from === one.column)?.[0] ?? (plain(one.name) || `column_${one.column}`), one.column] as const)])
    onChange(Object.keys(next).length === 0 ? undefined : next)
  }
  return (
    <li className="py-2.5">
      <CheckboxGroup value={ticked} onChange={change} className="grid gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,1fr)_minmax(0,2.4fr)]">
        <Label className="pt-1 font-medium">{label}</Label>
        <div className="flex flex-wrap gap-x-5">{look.columns.map(({ column }) => <Checkbox key={keyOf(column)} value={keyOf(column)}>{nameOf(words, column)}</Checkbox>)}</div>
        {kept.length > 0 && <code className="text-sm text-ink-2 sm:col-start-2">{kept.map(([key, from]) => `${key}: ${said(from)}`).join(' · ')}</code>}
      </CheckboxGroup>
    </li>
  )
}

function said(field: WrittenField): string {
  const source = sourceOf(field)
  return source.as === 'column' ? String(source.column) : source.as === 'value' ? source.value : source.as === 'other' ? source.text : ''
}
