import { useState, type ReactNode } from 'react'
import type { AccountSeen } from '#contract/house/people.ts'
import type { UnitAnswer } from '#contract/house/unit.ts'
import { tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { TextField } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import { EntryDialog } from '../EntryDialog.tsx'
import { RoleFields, sentOf, type Given } from './RoleFields.tsx'

interface AccountDialogProps {
  readonly account: AccountSeen
  readonly units: readonly UnitAnswer[]
  readonly onClose: () => void
}

/** What somebody is called, may do, and for which units. */
export function AccountDialog({ account, units, onClose }: AccountDialogProps): ReactNode {
  const words = useWords()
  const [name, setName] = useState(account.name)
  const [given, setGiven] = useState<Given>({ role: account.role, units: account.units })
  const saving = useChange({ act: () => tell('PATCH', `/v1/accounts/${account.id}`, { name, ...sentOf(given) }), refresh: ['/v1/accounts', '/v1/me'], said: words.say('settings.saved'), after: onClose })
  return (
    <EntryDialog title={account.email} onClose={onClose} saving={saving} isReady={name.trim() !== ''}>
      <TextField label={words.say('settings.name')} value={name} onChange={setName} error={saving.problem?.at('/name')} />
      <RoleFields given={given} onChange={setGiven} units={units} problem={saving.problem} />
    </EntryDialog>
  )
}
