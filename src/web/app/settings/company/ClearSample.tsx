import { useState, type ReactNode } from 'react'
import { tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { Confirm } from '../../parts/Dialog.tsx'
import { TextField } from '../../parts/Field.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { useWords } from '../../words/words.tsx'

interface ClearSampleProps {
  readonly onClose: () => void
  /** The sample's name, which has to be typed. */
  readonly name: string
  readonly onCleared: () => void
}

/** Asks whether the sample company is to go: its name is typed, so that nothing goes by a slip. */
export function ClearSample({ onClose, name, onCleared }: ClearSampleProps): ReactNode {
  const words = useWords()
  const [typed, setTyped] = useState('')
  const { change, isPending, problem } = useChange({ act: () => tell('POST', '/v1/company/clear', { name: typed }), refresh: ['/v1'], said: words.say('settings.sample_cleared'), after: onCleared })
  return (
    <Confirm isOpen onClose={onClose} title={words.say('settings.sample_clear')} confirm={words.say('settings.sample_clear_confirm')} onConfirm={() => change(undefined)} isPending={isPending} isDisabled={typed.trim() !== name} isDanger>
      <p>{words.say('settings.sample_clear_what')}</p>
      <TextField label={words.say('settings.type_to_confirm', { text: name })} value={typed} onChange={setTyped} autoFocus autoComplete="off" />
      {problem && <ProblemNote problem={problem} />}
    </Confirm>
  )
}
