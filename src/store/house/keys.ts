import type { Right } from '#core/house/rights.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'

/** A key to the API, as it is kept: of the key itself only its hash. */
export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly scopes: readonly Right[]
  readonly made_at: Instant
  /** When it last opened the door, give or take a minute; null when it never did. */
  readonly used_at: Instant | null
  readonly revoked_at: Instant | null
  /** When the first fact came by it, and about when the latest. */
  readonly first_fact_at: Instant | null
  readonly last_fact_at: Instant | null
  /** The kind of the latest, and the key of its customer; forgotten with them. */
  readonly last_kind: string | null
  readonly last_customer: string | null
}
export type HashedKey = ApiKey & { readonly hash: Buffer }

const SHOWN = 'id, name, scopes, made_at, used_at, revoked_at, first_fact_at, last_fact_at, last_kind, last_customer'

export async function insertKey(db: Db, key: Pick<HashedKey, 'id' | 'name' | 'scopes' | 'hash' | 'made_at'>): Promise<void> {
  await db.query('insert into api_key (id, name, scopes, hash, made_at) values ($1, $2, $3, $4, $5)', [key.id, key.name, key.scopes, key.hash, sqlInstant(key.made_at)])
}

export async function readKey(db: Db, id: string): Promise<HashedKey | null> {
  const { rows } = await db.query<HashedKey & Record<string, unknown>>(`select ${SHOWN}, hash from api_key where id = $1`, [id])
  return rows[0] ?? null
}

/** All keys, also revoked ones, oldest first. */
export async function readKeys(db: Db): Promise<ApiKey[]> {
  const { rows } = await db.query<ApiKey & Record<string, unknown>>(`select ${SHOWN} from api_key order by made_at, id`)
  return rows
}

/** @returns whether there is such a key; one that was revoked before keeps its date */
export async function markRevoked(db: Db, id: string, at: Instant): Promise<boolean> {
  const { rowCount } = await db.query('update api_key set revoked_at = coalesce(revoked_at, $2) where id = $1', [id, sqlInstant(at)])
  return rowCount === 1
}

export async function markUsed(db: Db, id: string, at: Instant): Promise<void> {
  await db.query('update api_key set used_at = greatest(used_at, $2) where id = $1', [id, sqlInstant(at)])
}

/** Notes what came by a key, as long as its customer is there: erasing one is not to be overtaken by it. */
export async function markArrival(db: Db, id: string, { at, kind, customer }: { readonly at: Instant; readonly kind: string; readonly customer: string }): Promise<void> {
  await db.query(
    `update api_key set first_fact_at = coalesce(first_fact_at, $2), last_fact_at = greatest(last_fact_at, $2), last_kind = $3, last_customer = $4
     where id = $1 and exists (select from customer where key = $4)`,
    [id, sqlInstant(at), kind, customer],
  )
}
