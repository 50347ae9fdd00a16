import { kindNumber } from '#core/history/kinds.ts'
import type { Client, Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'
import type { Instant } from '#core/units/time.ts'

export interface Undone {
  readonly facts: number
  readonly records: number
  /** Customers who lost facts. */
  readonly customers: readonly string[]
}

/** Takes out all that an import brought and nothing else refers to. In the caller's transaction. */
export async function removeImported(client: Client, id: number): Promise<Undone> {
  const customers = await client.query<{ customer: string }>('select distinct customer from fact where import = $1 order by customer', [id])
  const facts = await client.query('delete from fact where import = $1', [id])
  let records = 0
  for (const statement of REMOVALS) records += (await client.query(statement, [id])).rowCount ?? 0
  return { facts: facts.rowCount ?? 0, records, customers: customers.rows.map((row) => row.customer) }
}

/** Each after those that may refer to it. */
const REMOVALS = [
  `delete from customer c where import = $1 and not exists (select from fact f where f.customer = c.customer)
     and not exists (select from member m where m.customer = c.customer or m.root = c.customer)`,
  `delete from promise p where import = $1 and not exists (select from fact f where f.kind in (${kindNumber('broke')}, ${kindNumber('kept')}) and f.body ->> 'promise' = p.key)`,
  `delete from person p where import = $1 and not exists (select from fact f where f.person = p.key)`,
  `delete from unit u where import = $1 and not exists (select from fact f where f.unit = u.key) and not exists (select from customer c where c.home_unit = u.key)
     and not exists (select from person p where p.unit = u.key) and not exists (select from unit below where below.parent = u.key and below.import is distinct from $1)`,
  `delete from rate where import = $1`,
]

export async function markUndone(db: Db, id: number, at: Instant, customers: readonly string[]): Promise<void> {
  await db.query(
    `update import set state = 'undone', ended_at = $2, summary = summary || jsonb_build_object('settled', false, 'unsettled', $3::jsonb) where id = $1`,
    [id, sqlInstant(at), JSON.stringify(customers)],
  )
}

/** Later imports that found facts of this one and left them to it. */
export async function laterOverlaps(db: Db, id: number): Promise<{ id: number; what: string }[]> {
  const { rows } = await db.query<{ id: number; what: string }>(
    `select id, what from import where id > $1 and state = 'done' and summary -> 'overlaps' @> to_jsonb($1::int) order by id`, [id])
  return rows
}
