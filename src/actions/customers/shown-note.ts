import { isoOf } from '#core/units/time.ts'
import type { NoteAnswer } from '#contract/customers/note.ts'
import type { NoteRow } from '#store/customers/notes.ts'

/** Who looks at notes: their own they may delete, and all where they may change customers. */
export interface NoteReader {
  readonly actor: string
  readonly keeper: boolean
}

export const mayDelete = ({ actor, keeper }: NoteReader, note: Pick<NoteRow, 'actor'>): boolean => keeper || note.actor === actor

/** A note as the API shows it. */
export const shownNote = (reader: NoteReader, note: NoteRow): NoteAnswer => ({
  id: note.id, at: isoOf(note.at), text: note.text, actor: note.actor, actor_name: note.actor_name, own: mayDelete(reader, note),
})
