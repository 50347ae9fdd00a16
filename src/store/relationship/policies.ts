import type { Policy } from '#core/relationship/policy.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'

/** One version of the policy. Versions are never changed; the newest one is what is told next. */
export interface PolicyVersion {
  readonly version: number
  readonly settings: Policy
  readonly reason: string
  readonly made_at: Instant
}

export async function insertPolicy(db: Db, version: number, policy: Policy, reason: string, at: Instant): Promise<void> {
  await db.query(`insert into policy (version, settings, reason, made_at) values ($1, $2, $3, $4) on conflict do nothing`, [version, JSON.stringify(policy), reason, sqlInstant(at)])
}

/** @throws where the house was never opened */
export async function newestPolicy(db: Db): Promise<PolicyVersion> {
  const { rows } = await db.query<PolicyVersion & Record<string, unknown>>(`select version, settings, reason, made_at from policy order by version desc limit 1`)
  if (!rows[0]) throw new Error('this database has no policy yet: the house was never opened')
  return rows[0]
}
