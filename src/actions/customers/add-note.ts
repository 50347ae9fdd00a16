import type { NoteAnswer, NoteBody } from '#contract/customers/note.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { attempt } from '#actions/relationship/attempt.ts'
import { insertNote, readNote, type NoteRow } from '#store/customers/notes.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import { appendAudit } from '#store/house/audit.ts'
import { shownNote } from './shown-note.ts'
import { findWithinReach } from './within-reach.ts'

export interface NewNote extends NoteBody {
  readonly key: string
  /** May whoever writes delete the notes of others too? */
  readonly keeper: boolean
}

/**
 * Writes a note about a customer. It is no fact: no standing changes by it. It stays with the key that it was written under, so that parting gives
 * it back; sent again with the same id and text, it is there once.
 */
export async function addNote(ctx: Context, { key, id, text, keeper }: NewNote): Promise<Result<NoteAnswer>> {
  return attempt(ctx.pool, async (db): Promise<Result<NoteAnswer>> => {
    const found = await findWithinReach(ctx, db, key)
    if (!found.ok) return found
    const { person, force } = found.value
    const number = customerIdOf(force.company.secret, key)
    // A key that is nothing but another name of somebody has no row of its own that a note could stay with.
    const customer = person.rows.some((row) => row.customer === number) ? number : person.known.customer
    if (await insertNote(db, { customer, id, text, at: ctx.now(), actor: ctx.actor })) await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'customer.noted', subject: key, detail: { note: id } })
    const note = (await readNote(db, [customer], id)) as NoteRow
    return note.text === text ? yes(shownNote({ actor: ctx.actor, keeper }, note)) : no('note_differs', { id }, '/id')
  })
}
