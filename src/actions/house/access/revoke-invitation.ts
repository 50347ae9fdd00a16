import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { deleteInvitation } from '#store/house/access/links.ts'
import { appendAudit } from '#store/house/audit.ts'
import { withTransaction } from '#store/pool.ts'

/** Takes an invitation back; one that was used has become an account. */
export function revokeInvitation(ctx: Context, id: string): Promise<Result<{ readonly id: string }>> {
  return withTransaction(ctx.pool, async (db): Promise<Result<{ readonly id: string }>> => {
    const gone = await deleteInvitation(db, id)
    if (!gone) return no('invitation_unknown', { id })
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'invitation.revoked', subject: id, detail: { email: gone.email } })
    return yes({ id })
  })
}
