import type { Role } from '#core/house/rights.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { sqlInstant, sqlInstantOrNull } from '#store/values.ts'

/** What a link lets somebody do, once: begin as owner, join with a role, or set a new password. */
export type LinkKind = 'begin' | 'join' | 'reset'

export interface Link {
  readonly id: string
  readonly what: LinkKind
  /** Whose password it is for. */
  readonly account: string | null
  /** Who is to join, and as what. */
  readonly email: string | null
  readonly role: Role | null
  readonly units: readonly string[]
  readonly made_by: string
  readonly made_at: Instant
  readonly expires_at: Instant | null
  readonly used_at: Instant | null
}

const SHOWN = 'id, what, account, email, role, units, made_by, made_at, expires_at, used_at'

export async function insertLink(db: Db, link: Omit<Link, 'used_at'>, hash: Buffer): Promise<void> {
  await db.query(`insert into link (id, what, hash, account, email, role, units, made_by, made_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, [
    link.id, link.what, hash, link.account, link.email, link.role, link.units, link.made_by, sqlInstant(link.made_at), sqlInstantOrNull(link.expires_at),
  ])
}

/** A link that may still be used. */
export async function readLink(db: Db, hash: Buffer, now: Instant): Promise<Link | null> {
  const { rows } = await db.query<Link & Record<string, unknown>>(`select ${SHOWN} from link where hash = $1 and used_at is null and (expires_at is null or expires_at > $2)`, [hash, sqlInstant(now)])
  return rows[0] ?? null
}

/** @returns whether it could still be used: of two who use it at once, one does */
export async function markLinkUsed(db: Db, id: string, at: Instant): Promise<boolean> {
  const { rowCount } = await db.query('update link set used_at = $2 where id = $1 and used_at is null', [id, sqlInstant(at)])
  return rowCount === 1
}

/** Invitations, used and overdue ones too, the newest first. */
export async function readInvitations(db: Db): Promise<Link[]> {
  const { rows } = await db.query<Link & Record<string, unknown>>(`select ${SHOWN} from link where what = 'join' order by made_at desc, id`)
  return rows
}

/** Takes back an invitation that was not used. */
export async function deleteInvitation(db: Db, id: string): Promise<Link | null> {
  const { rows } = await db.query<Link & Record<string, unknown>>(`delete from link where id = $1 and what = 'join' and used_at is null returning ${SHOWN}`, [id])
  return rows[0] ?? null
}

/** Takes back the links of a kind that were not used: all, or those for one person. */
export async function deleteUnused(db: Db, what: LinkKind, { account, email }: { readonly account?: string; readonly email?: string } = {}): Promise<void> {
  await db.query('delete from link where what = $1 and used_at is null and ($2::text is null or account = $2) and ($3::text is null or email = $3)', [what, account ?? null, email ?? null])
}
