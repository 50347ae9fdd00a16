import { sql } from 'kysely'
import type { Audited } from '#core/house/audited.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { run } from '#store/sql.ts'
import { sqlInstant } from '#store/values.ts'

/** Who did what, to whom: reads of one customer, sign-ins, and every change of settings, keys and accounts. */
export interface AuditEntry {
  readonly at: Instant
  readonly actor: string
  readonly what: Audited
  readonly subject?: string
  readonly detail?: object
}

export async function appendAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db.query(`insert into audit (at, actor, what, subject, detail) values ($1, $2, $3, $4, $5)`, [
    sqlInstant(entry.at), entry.actor, entry.what, entry.subject ?? null, JSON.stringify(entry.detail ?? {}),
  ])
}

/** Notes something unless the same was noted of the same subject and actor within the time before. */
export async function appendAuditOnce(db: Db, entry: AuditEntry & { readonly subject: string }, within_ms: number): Promise<void> {
  await db.query(
    `insert into audit (at, actor, what, subject, detail) select $1::timestamptz, $2::text, $3::text, $4::text, $5::jsonb
     where not exists (select from audit where subject = $4 and what = $3 and actor = $2 and at > $6::timestamptz and at <= $1::timestamptz)`,
    [sqlInstant(entry.at), entry.actor, entry.what, entry.subject, JSON.stringify(entry.detail ?? {}), sqlInstant(entry.at - within_ms)],
  )
}

/** Which entries to read; what is left out leaves the choice open. */
export interface AuditQuery {
  readonly actor?: string
  readonly what?: string
  readonly subject?: string
  readonly from?: Instant
  readonly to?: Instant
  /** Only entries before this one. */
  readonly before?: number
  readonly limit: number
}

export interface AuditRow {
  readonly id: number
  readonly at: Instant
  readonly actor: string
  /** What the actor is called, where it is an account or a key. */
  readonly actor_name: string | null
  readonly what: string
  readonly subject: string | null
  /** What the account, key, unit or person is called that it concerns. */
  readonly subject_name: string | null
  readonly detail: Readonly<Record<string, unknown>>
}

/** The newest entries that fit; a page costs the same wherever in the log it is. */
export function readAudit(db: Db, query: AuditQuery): Promise<AuditRow[]> {
  const parts = [sql`true`]
  if (query.actor !== undefined) parts.push(sql`a.actor = ${query.actor}`)
  if (query.what !== undefined) parts.push(sql`(a.what = ${query.what} or starts_with(a.what, ${`${query.what}.`}))`)
  if (query.subject !== undefined) parts.push(sql`a.subject = ${query.subject}`)
  if (query.from !== undefined) parts.push(sql`a.at >= ${sqlInstant(query.from)}`)
  if (query.to !== undefined) parts.push(sql`a.at <= ${sqlInstant(query.to)}`)
  if (query.before !== undefined) parts.push(sql`a.id < ${query.before}`)
  return run<AuditRow & Record<string, unknown>>(db, sql`
    select a.id, a.at, a.actor, coalesce(who.name, key.name) as actor_name, a.what, a.subject, coalesce(whom.name, theirs.name, u.name, p.name) as subject_name, a.detail
    from audit a left join account who on a.actor = 'account:' || who.id left join api_key key on a.actor = 'key:' || key.id
      left join account whom on whom.id = a.subject and a.what not like 'customer.%' left join api_key theirs on theirs.id = a.subject and a.what like 'key.%'
      left join unit u on u.key = a.subject and a.what like 'unit.%' left join person p on p.key = a.subject and a.what like 'person.%'
    where ${sql.join(parts, sql` and `)} order by a.id desc limit ${query.limit}`)
}
