import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'

/** Who did what, to whom: reads of one customer by a person, and every change of settings. */
export interface AuditEntry {
  readonly at: Instant
  readonly actor: string
  readonly what: string
  readonly subject?: string
  readonly detail?: object
}

export async function appendAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db.query(`insert into audit (at, actor, what, subject, detail) values ($1, $2, $3, $4, $5)`, [
    sqlInstant(entry.at), entry.actor, entry.what, entry.subject ?? null, JSON.stringify(entry.detail ?? {}),
  ])
}
