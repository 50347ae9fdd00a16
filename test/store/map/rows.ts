import { kindNumber, type Kind } from '#core/history/kinds.ts'
import { isoOf } from '#core/units/time.ts'
import { openHouse } from '#actions/house/open-house.ts'
import type { Pool } from '#store/pool.ts'
import { contextOf } from '#test/actions/world.ts'

/** A number of a customer that says which: they lie spread over all slices. */
export const numberOf = (i: number): string => `${((i * 37) % 256).toString(16).padStart(2, '0')}000000-0000-0000-0000-${String(i).padStart(12, '0')}`

export interface SpanRow {
  readonly customer: string
  readonly n: number
  readonly at: number
  readonly until: number
  readonly state: number
}

export interface FactRow {
  readonly customer: string
  readonly kind: Kind
  readonly at: number
  readonly body: Readonly<Record<string, unknown>>
  readonly unit: string | null
  readonly deals: number | null
  readonly retracted: boolean
}

/** Puts spans into a telling as they are, whatever any history would say. */
export async function putSpans(pool: Pool, telling: number, rows: readonly SpanRow[]): Promise<void> {
  await pool.query(
    `insert into span (telling, customer, n, at, until, state, was, unit, heard, rule, cause)
     select $1, r.customer, r.n, r.at, r.until, r.state, null, null, true, 1, null
     from jsonb_to_recordset($2) as r (customer uuid, n int, at timestamptz, until timestamptz, state smallint)`,
    [telling, JSON.stringify(rows.map((row) => ({ ...row, at: isoOf(row.at), until: row.until === Infinity ? 'infinity' : isoOf(row.until) })))],
  )
}

export async function putFacts(pool: Pool, rows: readonly FactRow[]): Promise<void> {
  await pool.query(
    `insert into fact (customer, source, id, kind, at, unit, body, deals, retracted_at)
     select r.customer, 's', r.id, r.kind, r.at, r.unit, r.body, r.deals, case when r.retracted then now() end
     from jsonb_to_recordset($1) as r (customer uuid, id text, kind smallint, at timestamptz, unit text, body jsonb, deals smallint, retracted bool)`,
    [JSON.stringify(rows.map((row, i) => ({ ...row, id: `f${i}`, kind: kindNumber(row.kind), at: isoOf(row.at) })))],
  )
}

interface World {
  readonly spans: readonly SpanRow[]
  readonly facts: readonly FactRow[]
  /** Who was merged into whom. */
  readonly members: readonly (readonly [member: string, into: string])[]
}

/** Opens the house and fills it as it is. The telling that is read is the answer. */
export async function putWorld(pool: Pool, now: number, { spans, facts, members }: World): Promise<number> {
  await openHouse(contextOf(pool, now))
  const { rows } = await pool.query<{ id: number }>(`select id from telling where state = 'current'`)
  const telling = rows[0]!.id
  await putSpans(pool, telling, spans)
  await putFacts(pool, facts)
  for (const [member, into] of members) await pool.query(`insert into member (customer, merged_into, root, key, at, actor) values ($1, $2, $2, $3, now(), 't')`, [member, into, `k ${member}`])
  return telling
}
