import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { attempt } from '#actions/relationship/attempt.ts'
import { deleteNote as remove, readNote } from '#store/customers/notes.ts'
import { appendAudit } from '#store/house/audit.ts'
import { mayDelete } from './shown-note.ts'
import { findWithinReach } from './within-reach.ts'

export interface NoteToDelete {
  readonly key: string
  readonly id: string
  /** May whoever asks delete what others wrote? */
  readonly keeper: boolean
}

/** Deletes a note for good: its writer may, and whoever may change customers. That it was deleted stays in the audit log, what it said does not. */
export async function deleteNote(ctx: Context, { key, id, keeper }: NoteToDelete): Promise<Result<{ id: string }>> {
  return attempt(ctx.pool, async (db): Promise<Result<{ id: string }>> => {
    const found = await findWithinReach(ctx, db, key)
    if (!found.ok) return found
    const { known, members } = found.value.person
    const note = await readNote(db, [known.customer, ...members.map((member) => member.customer)], id)
    if (!note) return no('note_unknown', { id })
    if (!mayDelete({ actor: ctx.actor, keeper }, note)) return no('note_not_yours')
    await remove(db, note)
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'customer.note_deleted', subject: key, detail: { note: id, written_by: note.actor } })
    return yes({ id })
  })
}
