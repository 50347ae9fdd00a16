import { useState, type ReactNode } from 'react'
import type { UnitAnswer } from '#contract/house/unit.ts'
import { tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { ComboBox } from '../../parts/ComboBox.tsx'
import { TextField } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import { EntryDialog } from '../EntryDialog.tsx'
import { keyFrom } from '../key-from.ts'
import { placesFor } from './tree.ts'

/** What is opened: a unit that is there, or a new one, maybe below another, maybe under a key that facts use already. */
export interface UnitDraft {
  readonly unit: UnitAnswer | null
  readonly parent?: string
  readonly key?: string
}

interface UnitDialogProps {
  readonly draft: UnitDraft
  readonly units: readonly UnitAnswer[]
  readonly onClose: () => void
}

/** Stands for no parent in a list of keys: no key begins with a control character. */
const NONE = '\u0000'

/** Adds a unit, renames it, moves it with all below it, or removes it where nothing stands there. */
export function UnitDialog({ draft, units, onClose }: UnitDialogProps): ReactNode {
  const words = useWords()
  const { unit } = draft
  const [name, setName] = useState(unit?.name ?? '')
  const [ownKey, setKey] = useState<string | null>(unit?.key ?? draft.key ?? null)
  const [parent, setParent] = useState<string | null>(unit?.parent ?? draft.parent ?? null)
  const key = ownKey ?? keyFrom(name)
  const path = `/v1/units/${encodeURIComponent(key)}`
  const common = { refresh: ['/v1/units', '/v1/map'], said: words.say('settings.saved'), after: onClose }
  const changes = { ...(name !== unit?.name && { name }), ...(parent !== unit?.parent && { parent }) }
  const saving = useChange({ ...common, act: () => (unit ? tell('PATCH', path, changes) : tell('POST', '/v1/units', { key, name, parent })) })
  const removing = useChange({ ...common, act: () => tell('DELETE', path) })
  const { problem } = saving
  const places = [{ id: NONE, name: words.say('settings.unit_top') }, ...placesFor(unit, units).map((one) => ({ id: one.key, name: `${'\u2003'.repeat(one.depth)}${one.name}` }))]
  return (
    <EntryDialog title={words.say(unit ? 'settings.unit_change' : 'settings.unit_add')} onClose={onClose} saving={saving} removing={unit && removing} isReady={name.trim() !== '' && key !== ''}>
      <TextField label={words.say('settings.name')} value={name} onChange={setName} autoFocus error={problem?.at('/name')} />
      <ComboBox label={words.say('settings.unit_parent')} hint={words.say('settings.unit_parent_hint')} options={places} value={parent ?? NONE} onChange={(id) => setParent(id === NONE ? null : id)} error={problem?.at('/parent')} />
      <TextField label={words.say('settings.key_of')} hint={words.say(unit ? 'settings.key_stays' : 'settings.unit_key_hint')} value={key} onChange={setKey} isDisabled={unit !== null} error={problem?.at('/key')} />
    </EntryDialog>
  )
}
