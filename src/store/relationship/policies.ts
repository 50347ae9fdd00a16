import type { Policy } from '#core/relationship/policy.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'

/** One version of the policy. Versions are never changed; the newest one is what is told next. */
export interface PolicyVersion {
  readonly version: number
  readonly settings: Policy
  readonly reason: string
  readonly actor: string
  /** What the account or key is called that made it, as it was read. */
  readonly actor_name?: string | null
  /** The version whose settings these are again. */
  readonly same_as: number | null
  readonly made_at: Instant
}

const SELECT = `
  select p.version, p.settings, p.reason, p.actor, coalesce(a.name, k.name) as actor_name, p.same_as, p.made_at
  from policy p left join account a on p.actor = 'account:' || a.id left join api_key k on p.actor = 'key:' || k.id`

/** @returns false where there is such a version already: somebody was first */
export async function insertPolicy(db: Db, { version, settings, reason, actor, same_as, made_at }: PolicyVersion): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into policy (version, settings, reason, actor, same_as, made_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [version, JSON.stringify(settings), reason, actor, same_as, sqlInstant(made_at)],
  )
  return rowCount === 1
}

/** @throws where the house was never opened */
export async function newestPolicy(db: Db): Promise<PolicyVersion> {
  const { rows } = await db.query<PolicyVersion & Record<string, unknown>>(`${SELECT} order by version desc limit 1`)
  if (!rows[0]) throw new Error('this database has no policy yet: the house was never opened')
  return rows[0]
}

export async function readPolicy(db: Db, version: number): Promise<PolicyVersion | null> {
  const { rows } = await db.query<PolicyVersion & Record<string, unknown>>(`${SELECT} where version = $1`, [version])
  return rows[0] ?? null
}

/** All versions, the newest first. */
export async function readPolicies(db: Db): Promise<PolicyVersion[]> {
  const { rows } = await db.query<PolicyVersion & Record<string, unknown>>(`${SELECT} order by version desc`)
  return rows
}

/** A telling that was shown as the map, under which version, and what has become of it. */
export interface ToldUnder {
  readonly policy: number
  readonly id: number
  readonly state: 'current' | 'old' | 'dropped'
  readonly shown_at: Instant
}

/** All that was ever shown, the newest first. */
export async function readToldUnder(db: Db): Promise<ToldUnder[]> {
  const { rows } = await db.query<ToldUnder & Record<string, unknown>>(
    `select s.policy, s.telling as id, coalesce(t.state, 'dropped') as state, s.shown_at from shown_telling s left join telling t on t.id = s.telling order by s.telling desc`,
  )
  return rows
}

/** Since when the map that is read has been told under a version, without a break. */
export async function shownUnderSince(db: Db, version: number): Promise<Instant> {
  const { rows } = await db.query<{ since: Instant | null }>(
    `select min(shown_at) as since from shown_telling where policy = $1 and telling > coalesce((select max(telling) from shown_telling where policy <> $1), -1)`,
    [version],
  )
  return rows[0]?.since ?? 0
}
