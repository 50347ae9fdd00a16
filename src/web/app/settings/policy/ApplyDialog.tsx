import { useState, type ReactNode } from 'react'
import type { PolicyAnswer, PolicyChangedAnswer } from '#contract/relationship/policy-answers.ts'
import { tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { TextField } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import { EntryDialog } from '../EntryDialog.tsx'
import { Changes } from './Changes.tsx'
import { changesOf, type Draft } from './draft.ts'

interface ApplyDialogProps {
  readonly policy: PolicyAnswer
  readonly draft: Draft
  readonly onClose: () => void
  readonly onApplied: () => void
}

/** What is about to count, and why: whoever comes later will want to know. */
export function ApplyDialog({ policy, draft, onClose, onApplied }: ApplyDialogProps): ReactNode {
  const words = useWords()
  const [reason, setReason] = useState('')
  const saving = useChange({
    act: () => tell<PolicyChangedAnswer>('POST', '/v1/policy', { changes: changesOf(draft), reason, expected_version: policy.next?.version ?? policy.version }),
    refresh: ['/v1/policy', '/v1/jobs'], said: words.say('settings.applied'), after: onApplied,
  })
  const changes = policy.settings.flatMap(({ name, value }) => (draft.has(name) ? [{ name, from: value, to: draft.get(name) as number | string }] : []))
  return (
    <EntryDialog title={words.say('settings.apply_title')} onClose={onClose} saving={saving} isReady={reason.trim() !== ''} save={words.say('settings.apply')}>
      <Changes changes={changes} settings={policy.settings} />
      <TextField label={words.say('settings.reason')} hint={words.say('settings.reason_hint')} value={reason} onChange={setReason} lines={2} autoFocus maxLength={500} error={saving.problem?.at('/reason')} />
      <p className="text-sm text-ink-2">{words.say('settings.apply_about')}</p>
    </EntryDialog>
  )
}
