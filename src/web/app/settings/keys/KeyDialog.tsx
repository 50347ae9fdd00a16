import { useState, type ReactNode } from 'react'
import type { MadeKeyAnswer } from '#contract/house/people.ts'
import { RIGHTS, type Right } from '#core/house/rights.ts'
import { tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { CheckboxList } from '../../parts/Choices.tsx'
import { TextField } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import { EntryDialog } from '../EntryDialog.tsx'

export type MadeKey = MadeKeyAnswer

interface KeyDialogProps {
  readonly onClose: () => void
  readonly onMade: (made: MadeKey) => void
}

/** A new key: what it is for, and what it may do. A till only brings facts in, so that is what it begins with. */
export function KeyDialog({ onClose, onMade }: KeyDialogProps): ReactNode {
  const words = useWords()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly string[]>(['facts.send'])
  const saving = useChange({ act: () => tell<MadeKey>('POST', '/v1/keys', { name, scopes: scopes as readonly Right[] }), refresh: ['/v1/keys'], after: onMade })
  return (
    <EntryDialog title={words.say('settings.key_make')} onClose={onClose} saving={saving} isReady={name.trim() !== '' && scopes.length > 0} save={words.say('settings.key_make')}>
      <TextField label={words.say('settings.key_for')} hint={words.say('settings.key_for_hint')} value={name} onChange={setName} autoFocus autoComplete="off" />
      <CheckboxList label={words.say('settings.key_may')} options={RIGHTS.map((id) => ({ id, name: words.say(`settings.right_${id.replace('.', '_')}`), about: id === 'people.manage' ? words.say('settings.right_people_warn') : undefined }))} value={scopes} onChange={setScopes} />
    </EntryDialog>
  )
}
