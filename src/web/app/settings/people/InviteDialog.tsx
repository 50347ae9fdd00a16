import { useState, type ReactNode } from 'react'
import type { MadeLink } from '#contract/house/people.ts'
import type { UnitAnswer } from '#contract/house/unit.ts'
import { tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { TextField } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import { EntryDialog } from '../EntryDialog.tsx'
import type { Made } from './made.ts'
import { RoleFields, sentOf, type Given } from './RoleFields.tsx'

interface InviteDialogProps {
  readonly units: readonly UnitAnswer[]
  readonly onClose: () => void
  readonly onMade: (made: Made) => void
}

/** Invites somebody in a role. No mail is sent: the link is for whoever invites to hand on. */
export function InviteDialog({ units, onClose, onMade }: InviteDialogProps): ReactNode {
  const words = useWords()
  const [email, setEmail] = useState('')
  const [given, setGiven] = useState<Given>({ role: 'analyst', units: [] })
  const saving = useChange({
    act: () => tell<MadeLink>('POST', '/v1/invitations', { email, ...sentOf(given) }), refresh: ['/v1/invitations'],
    after: ({ path }) => onMade({ path, title: words.say('settings.invited', { email }), about: words.say('settings.invited_about') }),
  })
  return (
    <EntryDialog title={words.say('settings.invite')} onClose={onClose} saving={saving} isReady={email.trim() !== ''} save={words.say('settings.invite_make')}>
      <TextField label={words.say('door.email')} type="email" value={email} onChange={setEmail} autoFocus autoComplete="off" error={saving.problem?.at('/email')} />
      <RoleFields given={given} onChange={setGiven} units={units} problem={saving.problem} />
    </EntryDialog>
  )
}
