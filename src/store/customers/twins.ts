import type { FactKey } from '#store/history/facts.ts'
import type { Db } from '#store/pool.ts'
import { column } from '#store/values.ts'
import type { Numbers } from './numbers.ts'

/** A fact that is meant by a name, and the unit it happened at. */
export interface Meant extends FactKey {
  readonly unit: string | null
  /** The place in the list of the name that means it. */
  readonly name: number
}

/**
 * The facts that are meant by these names, retracted ones too. In a history of several customers a name means the fact of the customer it
 * says, else those of the others; and whatever says the same under the same source and id, which is one fact with it.
 */
export async function meantFacts(db: Db, names: readonly FactKey[], { rootOf, treeOf }: Numbers): Promise<Meant[]> {
  const places = names.flatMap(({ customer, source, id }, name) => treeOf(rootOf(customer)).map((place) => ({ name, customer, source, id, place })))
  const { rows } = await db.query<Meant & Record<string, unknown>>(
    `select n.name, f.customer, f.source, f.id, f.unit
     from unnest($1::int[], $2::uuid[], $3::text[], $4::text[], $5::uuid[]) as n(name, customer, source, id, place)
     join fact f on f.customer = n.place and f.source = n.source and f.id = n.id
     left join fact own on own.customer = n.customer and own.source = n.source and own.id = n.id
     where own.customer is null or (f.kind, f.at, f.unit, f.person, f.body) is not distinct from (own.kind, own.at, own.unit, own.person, own.body)`,
    [column(places, (p) => p.name), column(places, (p) => p.customer), column(places, (p) => p.source), column(places, (p) => p.id), column(places, (p) => p.place)],
  )
  return rows
}
