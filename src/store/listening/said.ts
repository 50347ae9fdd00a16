import { sql, type RawBuilder } from 'kysely'
import type { Instant } from '#core/units/time.ts'
import { conditions, joinsOf, standingsOf, type CustomerFilter } from '#store/relationship/filter.ts'
import { within, type Slice } from '#store/slices.ts'
import type { Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'

/** Whose answers, and of which time: those after `from` and up to `to`, and those of the time before. */
export interface SaidQuery {
  readonly telling: number
  readonly before: Instant
  readonly from: Instant
  readonly to: Instant
  readonly filter: CustomerFilter
  readonly slice: Slice
}

/** Customers of a slice who are chosen, with columns of their standings (`t`). */
export function chosenOf({ telling, filter, slice }: Pick<SaidQuery, 'telling' | 'filter' | 'slice'>, columns: RawBuilder<unknown>): RawBuilder<unknown> {
  const rows = { ...standingsOf(telling), slice }
  return sql`select t.customer, ${columns} from standing t ${joinsOf(filter, rows)} where t.telling = ${telling} and ${sql.raw(within('t.customer', slice))} and ${conditions(filter, rows)}`
}

/** Who of a slice was merged into somebody: their facts lie with themselves, anywhere, and are named one by one. */
export async function membersOf(db: Db, slice: Slice): Promise<string[]> {
  const { rows } = await db.query<{ customer: string }>(`select customer from member where ${within('root', slice)}`)
  return rows.map(({ customer }) => customer)
}

/** Facts (`f`) of a kind after a moment, with whoever they are counted with (`root`). */
export function factsOf(kinds: readonly number[], after: Instant, { to, slice }: Pick<SaidQuery, 'to' | 'slice'>, members: readonly string[]): RawBuilder<unknown> {
  const own = sql.raw(within('f.customer', slice))
  return sql`
    select coalesce(m.root, f.customer) as root, f.kind, f.at, f.source, f.id, f.body
    from fact f left join member m on m.customer = f.customer
    where (${members.length === 0 ? own : sql`(${own} or f.customer = any(${members}::uuid[]))`}) and f.kind = any(${kinds}::smallint[])
      and f.at > ${sqlInstant(after)} and f.at <= ${sqlInstant(to)} and f.retracted_at is null`
}
