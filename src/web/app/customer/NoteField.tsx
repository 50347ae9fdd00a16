import { useState, type FormEvent, type ReactNode } from 'react'
import type { NoteAnswer } from '#contract/customers/note.ts'
import { tell } from '../data/ask.ts'
import { useChange } from '../data/change.ts'
import { Button } from '../parts/Button.tsx'
import { TextField } from '../parts/Field.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { useWords } from '../words/words.tsx'
import { customerPath, CUSTOMERS } from './asked-customer.ts'
import { newId } from './record-fact.ts'

/** As long as a note may be. */
const MOST = 4000

/** Where a note is written. It gets its id when writing begins, so that pressing twice keeps it once. */
export function NoteField({ customerKey, onClose }: { readonly customerKey: string; readonly onClose: () => void }): ReactNode {
  const words = useWords()
  const [note, setNote] = useState({ id: newId(), text: '' })
  const [asked, setAsked] = useState(false)
  const keep = useChange({
    act: () => tell<NoteAnswer>('POST', customerPath(customerKey, '/notes'), { ...note, text: note.text.trim() }),
    refresh: CUSTOMERS, said: words.say('person.note_kept'), after: onClose,
  })
  const empty = note.text.trim() === ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (!empty) keep.change(undefined)
  }
  return (
    <form onSubmit={submit} onKeyDown={({ key }) => key === 'Escape' && empty && onClose()} className="mb-4 grid gap-3 rounded-md bg-sunken p-3">
      <TextField label={words.say('person.note')} hint={words.say('person.note_hint')} error={asked && empty ? words.say('ask.fill') : undefined} lines={3} maxLength={MOST} autoFocus value={note.text} onChange={(text) => setNote({ id: newId(), text })} />
      {keep.problem && <ProblemNote problem={keep.problem} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" isPending={keep.isPending}>{words.say('person.note_save')}</Button>
        <Button onPress={onClose}>{words.say('frame.cancel')}</Button>
      </div>
    </form>
  )
}
