import type { StoredFact } from '#core/history/stored.ts'
import type { Numbers } from '#store/customers/numbers.ts'
import type { Db } from '#store/pool.ts'
import { column, eachJson, jsonColumn, sqlInstant } from '#store/values.ts'

/** What names a fact: (customer, source, id). */
export interface FactKey {
  readonly customer: string
  readonly source: string
  readonly id: string
}
export const factKey = ({ customer, source, id }: FactKey): string => `${customer}\u0000${source}\u0000${id}`

const COLUMNS = 'customer, source, id, kind, at, unit, person, paid, list, cost, lines, deals, points, body'

/**
 * Inserts facts that are not known yet.
 * @returns how many were inserted; fewer than given where another writer was first
 */
export async function insertFacts(db: Db, facts: readonly StoredFact[], importId: number | null): Promise<number> {
  if (facts.length === 0) return 0
  const { rowCount } = await db.query(
    `insert into fact (${COLUMNS}, import)
     select *, $15::int from unnest($1::uuid[], $2::text[], $3::text[], $4::smallint[], $5::timestamptz[], $6::text[], $7::text[],
       $8::bigint[], $9::bigint[], $10::bigint[], $11::smallint[], $12::smallint[], $13::bigint[], ${eachJson('$14', 'jsonb')})
     on conflict do nothing`,
    [
      column(facts, (f) => f.customer), column(facts, (f) => f.source), column(facts, (f) => f.id), column(facts, (f) => f.kind), column(facts, (f) => sqlInstant(f.at)),
      column(facts, (f) => f.unit), column(facts, (f) => f.person), column(facts, (f) => f.paid), column(facts, (f) => f.list), column(facts, (f) => f.cost),
      column(facts, (f) => f.lines), column(facts, (f) => f.deals), column(facts, (f) => f.points), jsonColumn(facts, (f) => f.body), importId,
    ],
  )
  return rowCount ?? 0
}

/** A fact that is there already, and whether what was sent now says the same. */
export interface KnownFact extends FactKey {
  readonly same: boolean
  readonly retracted: boolean
}

/** Of these facts, those that are known; content is compared as it was sent, numbers by value. */
export async function knownFacts(db: Db, facts: readonly StoredFact[]): Promise<KnownFact[]> {
  if (facts.length === 0) return []
  const { rows } = await db.query<KnownFact & Record<string, unknown>>(
    `select f.customer, f.source, f.id, f.retracted_at is not null as retracted,
       (f.kind = s.kind and f.at = s.at and f.unit is not distinct from s.unit and f.person is not distinct from s.person and f.body = s.body) as same
     from unnest($1::uuid[], $2::text[], $3::text[], $4::smallint[], $5::timestamptz[], $6::text[], $7::text[], $8::jsonb[])
       as s(customer, source, id, kind, at, unit, person, body)
     join fact f on f.customer = s.customer and f.source = s.source and f.id = s.id`,
    [
      column(facts, (f) => f.customer), column(facts, (f) => f.source), column(facts, (f) => f.id), column(facts, (f) => f.kind), column(facts, (f) => sqlInstant(f.at)),
      column(facts, (f) => f.unit), column(facts, (f) => f.person), column(facts, (f) => JSON.stringify(f.body)),
    ],
  )
  return rows
}

/** The whole histories told under these roots, in no particular order; retracted facts are not part of a history. */
export async function readHistories(db: Db, roots: readonly string[], numbers: Numbers): Promise<Map<string, StoredFact[]>> {
  const alone = roots.filter((root) => numbers.treeOf(root).length === 1)
  const { rows } = await db.query<StoredFact & Record<string, unknown>>(
    `select ${COLUMNS} from fact where customer = any($1::uuid[]) and retracted_at is null`,
    [alone],
  )
  const histories = new Map<string, StoredFact[]>(roots.map((root) => [root, []]))
  for (const row of rows) histories.get(row.customer)?.push(row)
  if (alone.length < roots.length) await addMerged(db, roots.filter((root) => numbers.treeOf(root).length > 1), numbers, histories)
  return histories
}

/**
 * Histories of several customers: a fact of one source and id that says the same of two of them is one fact, and retracted for one
 * it is retracted. What is said of it under the lowest number stands, so that it does not matter who came first.
 */
async function addMerged(db: Db, roots: readonly string[], { treeOf }: Numbers, histories: ReadonlyMap<string, StoredFact[]>): Promise<void> {
  const members = roots.flatMap((root) => treeOf(root).map((customer) => ({ customer, root })))
  const { rows } = await db.query<StoredFact & { root: string } & Record<string, unknown>>(
    `select ${COLUMNS}, customer as member, root from (
       select distinct on (m.root, f.source, f.id, f.kind, f.at, f.unit, f.person, f.body) f.*, m.root
       from unnest($1::uuid[], $2::uuid[]) as m(customer, root) join fact f on f.customer = m.customer
       order by m.root, f.source, f.id, f.kind, f.at, f.unit, f.person, f.body, f.retracted_at nulls last, f.customer
     ) once where retracted_at is null`,
    [column(members, (m) => m.customer), column(members, (m) => m.root)],
  )
  for (const { root, ...fact } of rows) histories.get(root)?.push(fact)
}

/** Takes facts out of their histories for good: sent again, they stay out. Returns the customers concerned. */
export async function retractFacts(db: Db, keys: readonly FactKey[], at: number): Promise<FactKey[]> {
  const { rows } = await db.query<FactKey & Record<string, unknown>>(
    `update fact f set retracted_at = $4 from unnest($1::uuid[], $2::text[], $3::text[]) as s(customer, source, id)
     where f.customer = s.customer and f.source = s.source and f.id = s.id and f.retracted_at is null
     returning f.customer, f.source, f.id`,
    [column(keys, (k) => k.customer), column(keys, (k) => k.source), column(keys, (k) => k.id), sqlInstant(at)],
  )
  return rows
}
