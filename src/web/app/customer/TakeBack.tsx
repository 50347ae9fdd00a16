import { Trash2, Undo2, type LucideIcon } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { tell } from '../data/ask.ts'
import { IconButton } from '../parts/Button.tsx'
import { later } from '../parts/later.tsx'
import { useWords } from '../words/words.tsx'
import { customerPath } from './asked-customer.ts'
import type { SureProps } from './Sure.tsx'
import type { ShownFact, ShownNote } from './timeline-items.ts'

const Sure = later(() => import('./Sure.tsx').then((it) => it.Sure))

/** A sign at the end of an entry, which asks before it takes something away. */
function Take({ icon, ...sure }: Omit<SureProps, 'onClose'> & { readonly icon: LucideIcon }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton icon={icon} label={sure.label} onPress={() => setOpen(true)} />
      {isOpen && <Sure {...sure} onClose={() => setOpen(false)} />}
    </>
  )
}

/** Takes back what was told by hand. */
export function TakeBack({ customerKey, fact }: { readonly customerKey: string; readonly fact: ShownFact }): ReactNode {
  const words = useWords()
  const act = (): Promise<unknown> => tell('POST', '/v1/facts/retract', { customer: customerKey, source: fact.source, id: fact.id })
  return <Take icon={Undo2} label={words.say('person.take_back')} title={words.say('person.take_back_sure')} done={words.say('person.taken_back')} act={act}><p>{words.say('person.take_back_lead')}</p></Take>
}

export function DeleteNote({ customerKey, note }: { readonly customerKey: string; readonly note: ShownNote }): ReactNode {
  const words = useWords()
  const act = (): Promise<unknown> => tell('DELETE', customerPath(customerKey, `/notes/${encodeURIComponent(note.id)}`))
  return <Take icon={Trash2} label={words.say('person.note_delete')} title={words.say('person.note_delete_sure')} done={words.say('person.note_deleted')} act={act}><p className="whitespace-pre-line break-words">{note.text}</p></Take>
}
