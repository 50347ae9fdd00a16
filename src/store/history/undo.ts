import { kindNumber } from '#core/history/kinds.ts'
import type { Client, Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'
import type { Instant } from '#core/units/time.ts'

/**
 * Takes out the facts that an import brought, and notes whose they were. What else it brought goes apart (`removeRecords`). In the caller's transaction.
 * @returns how many facts
 */
export async function removeFacts(client: Client, id: number): Promise<number> {
  await client.query('insert into untold (customer, import) select distinct customer, import from fact where import = $1 on conflict do nothing', [id])
  return (await client.query('delete from fact where import = $1', [id])).rowCount ?? 0
}

/**
 * Takes out the customers, units, people, promises and rates that an import brought and nothing refers to any more. Whoever sends a fact of one of them
 * at this moment must be kept out: what they refer to could not be seen.
 */
export async function removeRecords(client: Client, id: number): Promise<number> {
  let records = 0
  for (const statement of REMOVALS) records += (await client.query(statement, [id])).rowCount ?? 0
  return records
}

/** Each after those that may refer to it. */
const REMOVALS = [
  `delete from customer c where import = $1 and not exists (select from fact f where f.customer = c.customer)
     and not exists (select from member m where m.customer = c.customer or m.root = c.customer) and not exists (select from note n where n.customer = c.customer)`,
  `delete from promise p where import = $1 and not exists (select from fact f where f.kind in (${kindNumber('broke')}, ${kindNumber('kept')}) and f.body ->> 'promise' = p.key)`,
  `delete from person p where import = $1 and not exists (select from fact f where f.person = p.key)`,
  `delete from unit u where import = $1 and not exists (select from fact f where f.unit = u.key) and not exists (select from customer c where c.home_unit = u.key)
     and not exists (select from person p where p.unit = u.key) and not exists (select from unit below where below.parent = u.key and below.import is distinct from $1)`,
  `delete from rate where import = $1`,
]

export async function markUndone(db: Db, id: number, at: Instant): Promise<void> {
  await db.query(`update import set state = 'undone', ended_at = $2, summary = summary || '{"settled": false}' where id = $1`, [id, sqlInstant(at)])
}

/** Later imports that found facts of this one and left them to it. */
export async function laterOverlaps(db: Db, id: number): Promise<{ id: number; what: string }[]> {
  const { rows } = await db.query<{ id: number; what: string }>(
    `select id, what from import where id > $1 and state = 'done' and summary -> 'overlaps' @> to_jsonb($1::int) order by id`, [id])
  return rows
}
