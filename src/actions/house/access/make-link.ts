import { isBound, type Role } from '#core/house/rights.ts'
import { normalEmail } from '#core/house/password.ts'
import { DAY_MS, HOUR_MS, isoOf } from '#core/units/time.ts'
import type { InvitationBody, MadeLink } from '#contract/house/people.ts'
import { no, yes, type Refusal, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { anyAccount, readAccount, readByEmail } from '#store/house/access/accounts.ts'
import { deleteUnused, insertLink, type Link } from '#store/house/access/links.ts'
import { appendAudit } from '#store/house/audit.ts'
import { withTransaction, type Client } from '#store/pool.ts'
import { makeId, makeToken } from './tokens.ts'

/** How long links may lie about. The one that begins a house without accounts lasts until the next start. */
const JOIN_MS = 7 * DAY_MS
const RESET_MS = DAY_MS
const RECOVER_MS = HOUR_MS

const NOTHING = { account: null, email: null, role: null, units: [], expires_at: null } as const

async function make(ctx: Context, db: Client, link: Pick<Link, 'what'> & Partial<Link>): Promise<MadeLink> {
  const { token, hash } = makeToken(ctx)
  const made = { ...NOTHING, ...link, id: makeId(ctx), made_by: ctx.actor, made_at: ctx.now() }
  await insertLink(db, made, hash)
  return { id: made.id, path: `/begin?link=${token}`, expires_at: made.expires_at === null ? null : isoOf(made.expires_at) }
}

/** A link that makes whoever opens it an owner. It takes the place of those before it. Where there are accounts it is short-lived: it is for owners who lost their way in. */
export function makeOwnerLink(ctx: Context): Promise<MadeLink> {
  return withTransaction(ctx.pool, async (db) => {
    await deleteUnused(db, 'begin')
    const expires_at = (await anyAccount(db)) ? ctx.now() + RECOVER_MS : null
    const made = await make(ctx, db, { what: 'begin', role: 'owner', expires_at })
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'owner_link.made', subject: made.id })
    return made
  })
}

/** Whether a role and the units it is for fit each other. */
export function unitsFlaw(role: Role, units: readonly string[]): Refusal | null {
  if (isBound(role) && units.length === 0) return { code: 'units_needed', pointer: '/units', values: { role } }
  return !isBound(role) && units.length > 0 ? { code: 'units_unneeded', pointer: '/units', values: { role } } : null
}

/** Invites somebody to join in a role. No mail is sent: the link is told to whoever invites, this once. Inviting again takes the invitation before it back. */
export async function invite(ctx: Context, { role, units, ...body }: InvitationBody): Promise<Result<MadeLink>> {
  const email = normalEmail(body.email)
  const flaw = unitsFlaw(role, units)
  if (flaw) return { ok: false, refusals: [flaw] }
  if (await readByEmail(ctx.pool, email)) return no('account_exists', { email }, '/email')
  return withTransaction(ctx.pool, async (db) => {
    await deleteUnused(db, 'join', { email })
    const made = await make(ctx, db, { what: 'join', email, role, units, expires_at: ctx.now() + JOIN_MS })
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'invitation.made', subject: made.id, detail: { email, role, units } })
    return yes(made)
  })
}

/** A link with which somebody sets a new password. What they have goes on until then. */
export async function makeResetLink(ctx: Context, id: string): Promise<Result<MadeLink>> {
  const account = await readAccount(ctx.pool, id)
  if (!account) return no('account_unknown', { id })
  return withTransaction(ctx.pool, async (db) => {
    await deleteUnused(db, 'reset', { account: id })
    const made = await make(ctx, db, { what: 'reset', account: id, email: account.email, expires_at: ctx.now() + RESET_MS })
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'reset_link.made', subject: id })
    return yes(made)
  })
}
