import * as z from 'zod'
import { addNote } from '#actions/customers/add-note.ts'
import { deleteNote } from '#actions/customers/delete-note.ts'
import { deletedNote, noteAnswer, noteBody, notePath } from '#contract/customers/note.ts'
import { objectOf } from '#api/door/body.ts'
import { route } from '#api/route.ts'
import { customerPath } from './path.ts'

export const noteAdd = route({
  method: 'POST',
  path: '/v1/customers/{key}/notes',
  access: 'facts.send',
  summary: 'Write a note about a customer',
  description: 'A note is read by everybody who may read the customer. It is no fact and changes nothing of where they stand. Sent again with the same id and text it is there once.',
  params: customerPath,
  query: z.strictObject({}),
  body: noteBody,
  answer: noteAnswer,
  refusals: ['body_unreadable', 'body_too_large', 'media_type_unknown', 'field_missing', 'field_unknown', 'field_invalid', 'customer_unknown', 'note_differs'],
  async act({ ctx, caller, params, body }) {
    const read = objectOf(body, noteBody)
    return read.ok ? addNote(ctx, { key: params.key, ...read.value, keeper: caller.rights.includes('customers.change') }) : read
  },
})

export const noteDelete = route({
  method: 'DELETE',
  path: '/v1/customers/{key}/notes/{id}',
  access: 'facts.send',
  summary: 'Delete a note',
  description: 'Deletes a note for good. Whoever wrote it may, and whoever may change customers.',
  params: notePath,
  query: z.strictObject({}),
  answer: deletedNote,
  refusals: ['customer_unknown', 'note_unknown', 'note_not_yours'],
  act: ({ ctx, caller, params }) => deleteNote(ctx, { ...params, keeper: caller.rights.includes('customers.change') }),
})
