import { sql } from 'kysely'
import type { StoredFact } from '#core/history/stored.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { run } from '#store/sql.ts'
import { sqlInstant } from '#store/values.ts'

/** Where a fact stands in the total order of a history. `customer` is the number it was sent for. */
export interface FactPlace {
  readonly at: Instant
  readonly kind: number
  readonly source: string
  readonly id: string
  readonly customer: string
}

export interface FactPage {
  /** Whose history: one customer, or all who are told under one root. */
  readonly tree: readonly string[]
  readonly kinds: readonly number[] | null
  readonly before: FactPlace | null
  readonly limit: number
}

/**
 * A page of a history, the latest facts first. A history is read through its key: those of one customer lie together, and an order of time would
 * cost every insert an index. What says the same of several customers merged is one fact (`readHistories` has the rule).
 */
export function readPage(db: Db, { tree, kinds, before, limit }: FactPage): Promise<StoredFact[]> {
  const once = tree.length === 1
    ? sql`select * from fact where customer = ${tree[0]} and retracted_at is null`
    : sql`select * from (
        select distinct on (source, id, kind, at, unit, person, body) * from fact where customer = any(${tree}::uuid[])
        order by source, id, kind, at, unit, person, body, retracted_at nulls last, customer
      ) same where retracted_at is null`
  const chosen = kinds ? sql`and kind = any(${kinds}::smallint[])` : sql``
  const earlier = before
    ? sql`and (at, kind, source, id, customer) < (${sqlInstant(before.at)}::timestamptz, ${before.kind}::smallint, ${before.source}::text collate "C", ${before.id}::text collate "C", ${before.customer}::uuid)`
    : sql``
  return run<StoredFact & Record<string, unknown>>(db, sql`
    select customer, source, id, kind, at, unit, person, paid, list, cost, lines, deals, points, body from (${once}) history
    where true ${chosen} ${earlier}
    order by at desc, kind desc, source desc, id desc, customer desc limit ${limit}`)
}
