import type { ReactNode } from 'react'
import type { LookAnswer } from '#contract/history/upload.ts'
import type { Column } from '#contract/history/written.ts'
import { Select } from '../parts/Select.tsx'
import { useWords } from '../words/words.tsx'
import { columnOf, keyOf, nameOf } from './columns.ts'

interface Props {
  readonly look: LookAnswer
  readonly group: Column | readonly Column[] | undefined
  readonly onChange: (group: readonly Column[] | undefined) => void
}

/** Which rows are lines of one and the same purchase. */
export function GroupRow({ look, group, onChange }: Props): ReactNode {
  const words = useWords()
  const columns = group === undefined ? [] : typeof group === 'object' ? group : [group]
  const several = columns.length > 1 ? [{ id: 'several', name: columns.map((column) => nameOf(words, column)).join(' + ') }] : []
  const options = [{ id: 'none', name: words.say('bring.group_none') }, ...several, ...look.columns.map(({ column }) => ({ id: keyOf(column), name: words.say('bring.group_by', { column: nameOf(words, column) }) }))]
  const value = columns.length > 1 ? 'several' : columns[0] === undefined ? 'none' : keyOf(columns[0])
  return (
    <li className="grid items-start gap-x-4 gap-y-1.5 py-2.5 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)_minmax(0,1.2fr)]">
      <span className="pt-1.5 font-medium">{words.say('bring.group')}</span>
      <Select label={words.say('bring.group')} isLabelHidden options={options} value={value} onChange={(key) => key !== 'several' && onChange(key === 'none' ? undefined : [columnOf(key)])} />
      <span className="text-sm text-ink-2 sm:pt-1.5">{words.say('bring.group_hint')}</span>
    </li>
  )
}
