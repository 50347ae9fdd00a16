import { useState, type ReactNode } from 'react'
import type { PromiseAnswer } from '#contract/house/promise.ts'
import { EXPECTATIONS, type Expectation } from '#core/history/kinds.ts'
import { tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { Select } from '../../parts/Select.tsx'
import { TextField } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import { EntryDialog } from '../EntryDialog.tsx'
import { keyFrom } from '../key-from.ts'

interface PromiseDialogProps {
  /** The one that is changed; null for a new one. */
  readonly promise: PromiseAnswer | null
  readonly onClose: () => void
}

/** A promise in words: a new one, or one that is there. */
export function PromiseDialog({ promise, onClose }: PromiseDialogProps): ReactNode {
  const words = useWords()
  const [text, setText] = useState(promise?.text ?? '')
  const [ownKey, setKey] = useState<string | null>(promise?.key ?? null)
  const [expectation, setExpectation] = useState<Expectation>(promise?.expectation ?? 'fidelity')
  const key = ownKey ?? keyFrom(text)
  const path = `/v1/promises/${encodeURIComponent(key)}`
  const common = { refresh: ['/v1/promises'], said: words.say('settings.saved'), after: onClose }
  const saving = useChange({ ...common, act: () => (promise ? tell('PATCH', path, { text, expectation }) : tell('POST', '/v1/promises', { key, text, expectation })) })
  const removing = useChange({ ...common, act: () => tell('DELETE', path) })
  const { problem } = saving
  return (
    <EntryDialog title={words.say(promise ? 'settings.promise_change' : 'settings.promise_add')} onClose={onClose} saving={saving} removing={promise && removing} isReady={text.trim() !== '' && key !== ''}>
      <TextField label={words.say('settings.promise_text')} hint={words.say('settings.promise_text_hint')} value={text} onChange={setText} lines={3} autoFocus error={problem?.at('/text')} />
      <Select label={words.say('settings.promise_expectation')} options={EXPECTATIONS.map((id) => ({ id, name: words.say(`settings.expectation_${id}`) }))} value={expectation} onChange={(id) => setExpectation(id as Expectation)} />
      <TextField label={words.say('settings.key_of')} hint={words.say(promise ? 'settings.key_stays' : 'settings.key_hint')} value={key} onChange={setKey} isDisabled={promise !== null} error={problem?.at('/key')} />
    </EntryDialog>
  )
}
