import { useState, type ReactNode } from 'react'
import type { PersonAnswer } from '#contract/house/person.ts'
import type { UnitAnswer } from '#contract/house/unit.ts'
import { tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { ComboBox } from '../../parts/ComboBox.tsx'
import { TextField } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import { EntryDialog } from '../EntryDialog.tsx'
import { keyFrom } from '../key-from.ts'
import { inTree } from './tree.ts'

interface PersonDialogProps {
  readonly person: PersonAnswer | null
  readonly people: readonly PersonAnswer[]
  readonly units: readonly UnitAnswer[]
  readonly onClose: () => void
}

const NONE = '\u0000'
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** Somebody who works here: what they are called, where, in which team. */
export function PersonDialog({ person, people, units, onClose }: PersonDialogProps): ReactNode {
  const words = useWords()
  const [name, setName] = useState(person?.name ?? '')
  const [ownKey, setKey] = useState<string | null>(person?.key ?? null)
  const [unit, setUnit] = useState(person?.unit ?? null)
  const [team, setTeam] = useState(person?.team ?? '')
  const key = ownKey ?? keyFrom(name)
  const path = `/v1/people/${encodeURIComponent(key)}`
  const common = { refresh: ['/v1/people'], said: words.say('settings.saved'), after: onClose }
  const said = { name, unit, team: orNull(team) }
  const saving = useChange({ ...common, act: () => (person ? tell('PATCH', path, said) : tell('POST', '/v1/people', { key, ...said })) })
  const removing = useChange({ ...common, act: () => tell('DELETE', path) })
  const { problem } = saving
  const teams = [...new Set(people.flatMap((one) => one.team ?? []))].toSorted((a, b) => a.localeCompare(b))
  return (
    <EntryDialog title={words.say(person ? 'settings.person_change' : 'settings.person_add')} onClose={onClose} saving={saving} removing={person && removing} isReady={name.trim() !== '' && key !== ''}>
      <TextField label={words.say('settings.name')} value={name} onChange={setName} autoFocus error={problem?.at('/name')} />
      <ComboBox label={words.say('settings.person_unit')} options={[{ id: NONE, name: words.say('settings.none') }, ...inTree(units).map((one) => ({ id: one.key, name: `${'\u2003'.repeat(one.depth)}${one.name}` }))]} value={unit ?? NONE} onChange={(id) => setUnit(id === NONE ? null : id)} error={problem?.at('/unit')} />
      <TextField label={words.say('settings.person_team')} hint={teams.length > 0 ? words.say('settings.person_team_hint', { teams: teams.slice(0, 6).join(', ') }) : undefined} value={team} onChange={setTeam} error={problem?.at('/team')} />
      <TextField label={words.say('settings.key_of')} hint={words.say(person ? 'settings.key_stays' : 'settings.person_key_hint')} value={key} onChange={setKey} isDisabled={person !== null} error={problem?.at('/key')} />
    </EntryDialog>
  )
}
