import type { Db } from '#store/pool.ts'
import { column } from '#store/values.ts'
import type { FactKey } from './facts.ts'

/** Of these facts, those that were ever taken, retracted ones too, with the unit each happened at. */
export async function keptFacts(db: Db, keys: readonly FactKey[]): Promise<(FactKey & { readonly unit: string | null })[]> {
  const { rows } = await db.query<FactKey & { unit: string | null }>(
    `select f.customer, f.source, f.id, f.unit from unnest($1::uuid[], $2::text[], $3::text[]) as s(customer, source, id)
     join fact f on f.customer = s.customer and f.source = s.source and f.id = s.id`,
    [column(keys, (k) => k.customer), column(keys, (k) => k.source), column(keys, (k) => k.id)],
  )
  return rows
}
