import type { ReactNode } from 'react'
import { CheckboxGroup, Label } from 'react-aria-components'
import type { LookAnswer } from '#contract/history/upload.ts'
import type { WrittenOutput } from '#contract/history/written.ts'
import { Checkbox } from '../parts/Checkbox.tsx'
import { Select } from '../parts/Select.tsx'
import { useWords } from '../words/words.tsx'
import { columnOf, found, keyOf, nameOf } from './columns.ts'
import { conditionOf, withField } from './draft.ts'

interface Props {
  readonly look: LookAnswer
  readonly output: WrittenOutput
  readonly onChange: (next: WrittenOutput) => void
}

/** For which rows it holds: all of them, or those with certain values in one column. */
export function Condition({ look, output, onChange }: Props): ReactNode {
  const words = useWords()
  const said = conditionOf(output)
  const few = look.columns.filter(({ values, distinct }) => values !== null && distinct > 1)
  if (few.length === 0 && said === null) return null
  const options = [{ id: 'all', name: words.say('bring.every_row') }, ...few.map(({ column }) => ({ id: keyOf(column), name: words.say('bring.only_by', { column: nameOf(words, column) }) })), ...(typeof said === 'string' ? [{ id: 'other', name: said }] : [])]
  const value = said === null ? 'all' : typeof said === 'string' ? 'other' : keyOf(said.column)
  const choose = (key: string): void => {
    if (key === 'other') return
    const column = columnOf(key)
    onChange(withField(output, 'when', key === 'all' ? undefined : { column, is: found(look.columns, column)?.values ?? [] }))
  }
  return (
    <div className="grid gap-2">
      <Select label={words.say('bring.for_rows')} options={options} value={value} onChange={choose} />
      {said !== null && typeof said === 'object' && <Values look={look} said={said} onChange={(is) => onChange(withField(output, 'when', { column: said.column, is }))} />}
    </div>
  )
}

interface ValuesProps {
  readonly look: LookAnswer
  readonly said: Exclude<ReturnType<typeof conditionOf>, string | null>
  readonly onChange: (values: string[]) => void
}

function Values({ look, said, onChange }: ValuesProps): ReactNode {
  const words = useWords()
  const all = [...new Set([...(found(look.columns, said.column)?.values ?? []), ...said.values])]
  return (
    <CheckboxGroup value={[...said.values]} onChange={(values) => values.length > 0 && onChange(values)}>
      <Label className="sr-only">{words.say('bring.only_by', { column: nameOf(words, said.column) })}</Label>
      <div className="flex flex-wrap gap-x-5">{all.map((value) => <Checkbox key={value} value={value}>{value}</Checkbox>)}</div>
    </CheckboxGroup>
  )
}
