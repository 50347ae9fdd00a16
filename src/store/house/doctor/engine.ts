import type { Db } from '#store/pool.ts'
import type { Instant } from '#core/units/time.ts'

/** What a server says of itself. */
export interface EngineLook {
  readonly version: string
  readonly now: Instant
  readonly encoding: string
  readonly fsync: string
  readonly full_page_writes: string
  readonly synchronous_commit: string
}

export async function lookAtEngine(db: Db): Promise<EngineLook> {
  const { rows } = await db.query<EngineLook & Record<string, unknown>>(
    `select current_setting('server_version') as version, clock_timestamp() as now, current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
       current_setting('full_page_writes') as full_page_writes, current_setting('synchronous_commit') as synchronous_commit`,
  )
  return rows[0] as EngineLook
}

/** Bytes of the map of a telling: what a new one beside it will take. */
export async function bytesOfTelling(db: Db, telling: number): Promise<number> {
  const { rows } = await db.query<{ bytes: number }>(
    `select coalesce(sum(pg_total_relation_size(oid)), 0) as bytes from pg_class
     where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname ~ ('^(standing|span|spend)_' || $1 || '$')`,
    [String(telling)],
  )
  return rows[0]?.bytes ?? 0
}
