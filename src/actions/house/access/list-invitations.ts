import type { Role } from '#core/house/rights.ts'
import { isoOf } from '#core/units/time.ts'
import type { InvitationsAnswer } from '#contract/house/people.ts'
import type { Context } from '#actions/context.ts'
import { readInvitations } from '#store/house/access/links.ts'

/** All invitations, used and overdue ones too, the newest first. */
export async function listInvitations(ctx: Context): Promise<InvitationsAnswer> {
  const invitations = await readInvitations(ctx.pool)
  return {
    invitations: invitations.map(({ id, email, role, units, made_by, made_at, expires_at, used_at }) => ({
      id, email: email as string, role: role as Role, units: [...units], made_by, made_at: isoOf(made_at), expires_at: isoOf(expires_at as number), used_at: used_at === null ? null : isoOf(used_at),
    })),
  }
}
