import * as z from 'zod'
import { name } from '#contract/history/fact.ts'

/** How long a note may be, in characters: a page. What is longer is a document, and belongs elsewhere. */
export const MOST_NOTE = 4000

export const noteBody = z.strictObject({
  id: name.meta({ description: 'Made by whoever writes it, so that pressing twice writes once.' }),
  text: z.string().trim().min(1).max(MOST_NOTE).regex(/^[^\0\p{Cs}]*$/u),
})
export type NoteBody = z.output<typeof noteBody>

export const noteAnswer = z.object({
  id: z.string(), at: z.iso.datetime(), text: z.string(),
  actor: z.string().meta({ description: 'Who wrote it, as the audit log names them.' }),
  actor_name: z.string().nullable().meta({ description: 'What the account or the key is called now.' }),
  own: z.boolean().meta({ description: 'May whoever asks delete it? Its writer may, and whoever may change customers.' }),
}).meta({ id: 'Note' })
export type NoteAnswer = z.output<typeof noteAnswer>

export const notePath = z.object({
  key: z.string().meta({ description: 'The customer’s key.' }),
  id: z.string().meta({ description: 'The id of the note.' }),
})

export const deletedNote = z.object({ id: z.string() })
