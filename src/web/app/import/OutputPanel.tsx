import { Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { LookAnswer } from '#contract/history/upload.ts'
import type { WrittenField, WrittenOutput } from '#contract/history/written.ts'
import { fieldsOf, NESTED_FIELDS } from '#core/history/mapping/targets.ts'
import { IconButton } from '../parts/Button.tsx'
import { Select } from '../parts/Select.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useWords } from '../words/words.tsx'
import { AddField } from './AddField.tsx'
import { Attributes } from './Attributes.tsx'
import { Condition } from './Condition.tsx'
import { asKind, isRecord, ownerOf, withField, type Owner } from './draft.ts'
import { FieldRow } from './FieldRow.tsx'
import { GroupRow } from './GroupRow.tsx'
import { OWNERS } from './owners.ts'

interface Props {
  readonly look: LookAnswer
  readonly output: WrittenOutput
  readonly isAlone: boolean
  readonly onChange: (next: WrittenOutput) => void
  readonly onRemove: () => void
}

/** Optional fields that are worth offering at once. */
const OFFERED: Readonly<Partial<Record<Owner, readonly string[]>>> = { purchase: ['id', 'unit', 'list'], rating: ['id', 'unit'], complaint: ['id', 'unit'], visit: ['unit'], customer: ['name', 'email', 'joined_at'], unit: ['parent'] }

/** One kind of thing that rows make, field by field, each beside values of its column. */
export function OutputPanel({ look, output, isAlone, onChange, onRemove }: Props): ReactNode {
  const words = useWords()
  const [added, setAdded] = useState<readonly string[]>([])
  const owner = ownerOf(output)
  const all = fieldsOf(owner)
  const isGrouped = output.group !== undefined
  const shown = all.filter(({ name, required }) => (required || output[name] !== undefined || added.includes(name) || (OFFERED[owner]?.includes(name) ?? false)) && !(isGrouped && name === 'id' && output['id'] === undefined))
  const hidden = all.filter((field) => !shown.includes(field)).map(({ name }) => name)
  const nested = Object.keys(NESTED_FIELDS[owner] ?? {})
  const set = (name: string, field: WrittenField | undefined): void => onChange(withField(output, name, field))
  return (
    <Panel title={words.say('bring.makes', { kind: words.say(`bring.kind.${owner}`) })} note={words.say(`bring.means.${owner}`)} actions={!isAlone && <IconButton icon={Trash2} label={words.say('bring.remove_output', { kind: words.say(`bring.kind.${owner}`) })} onPress={onRemove} />}>
      <div className="grid items-start gap-x-4 gap-y-3 pb-4 sm:grid-cols-2">
        <Select label={words.say('bring.each_row')} options={OWNERS.map((one) => ({ id: one, name: words.say(`bring.kind.${one}`) }))} value={owner} onChange={(one) => onChange(asKind(output, one as Owner))} />
        <Condition look={look} output={output} onChange={onChange} />
      </div>
      <ul className="divide-y divide-line border-y border-line">
        {shown.map(({ name, required }) => <FieldRow key={name} owner={owner} name={name} isRequired={required} look={look} field={output[name] as WrittenField | undefined} onChange={(field) => set(name, field)} />)}
        {!isRecord(owner) && (owner === 'purchase' || isGrouped) && <GroupRow look={look} group={output.group} onChange={(group) => onChange(withField(output, 'group', group))} />}
        {nested.map((name) => <Attributes key={name} owner={owner} name={name} look={look} fields={output[name] as Readonly<Record<string, WrittenField>> | undefined} onChange={(fields) => set(name, fields)} />)}
      </ul>
      <AddField owner={owner} names={hidden} onAdd={(name) => setAdded([...added, name])} />
    </Panel>
  )
}
