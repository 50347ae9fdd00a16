import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#store/pool.ts'
import { conditions, joinsOf, spansOf, type CustomerFilter } from '#store/relationship/filter.ts'
import { slicesOf, within, type Slice } from '#store/slices.ts'
import { run } from '#store/sql.ts'

/** Figures of standings that are told as distributions. */
export type Figure = 'stay' | 'say' | 'pay' | 'heart' | 'value'

export interface Crowd {
  readonly telling: number
  readonly filter: CustomerFilter
  /** One in so many customers, by lot; a power of two, up to 256. */
  readonly one_in: number
}

/** Numbers are keyed hashes, so those of a slice are a random sample, the same at every look. */
function chosen({ telling, filter, one_in }: Crowd): RawBuilder<unknown> {
  const [slice] = slicesOf(one_in) as [Slice]
  const rows = spansOf(telling, slice)
  return sql`from standing s ${joinsOf(filter, rows)} where s.telling = ${telling} and ${conditions(filter, rows)} and ${sql.raw(within('s.customer', slice))}`
}

/** So many are asked how far a figure goes. */
const ASKED = 5000

/**
 * What nearly all (99 %) of some customers do not exceed in the figures that have no end of their own; null where nobody has the figure. It only
 * chooses a range to draw: sorting everybody for it took five times as long as all the rest.
 */
export async function readReaches(db: Db, crowd: Crowd): Promise<{ readonly say: number | null; readonly value: number | null }> {
  const [row] = await run<{ say: number | null; value: number | null }>(db, sql`
    select percentile_cont(0.99) within group (order by say) as say, percentile_cont(0.99) within group (order by value) as value
    from (select s.say::float8, s.value::float8 ${chosen({ ...crowd, one_in: 1 })} order by s.customer limit ${ASKED}) sampled`)
  return row ?? { say: null, value: null }
}

/** The borders between which a figure is told, and in how many bars. */
export interface Borders {
  readonly figure: Figure
  readonly low: number
  readonly high: number
  readonly bars: number
}

/** A bar of a figure and how many are in it: 0 is below the first, the number of bars + 1 beyond the last, null those who have not this figure. */
export interface Bar {
  readonly figure: Figure
  readonly bar: number | null
  readonly n: number
}

/** How many of a crowd are in each bar of each figure, from one look at everybody. */
export async function readBars(db: Db, crowd: Crowd, borders: readonly Borders[]): Promise<Bar[]> {
  // Five plain counts over what was read once: making five rows of each customer took several times as long.
  const counts = borders.map(({ figure, low, high, bars }, i) => {
    const x = sql`${sql.ref(`s.${figure}`)}::float8`
    return sql`select ${sql.lit(i)} as figure, case when ${x} = ${high}::float8 then ${bars}::int else width_bucket(${x}, ${low}::float8, ${high}::float8, ${bars}::int) end as bar, count(*) as n from s group by 2`
  })
  const rows = await run<{ figure: number; bar: number | null; n: number }>(db, sql`with s as materialized (select s.stay, s.say, s.pay, s.heart, s.value ${chosen(crowd)}) ${sql.join(counts, sql` union all `)}`)
  return rows.map(({ figure, ...row }) => ({ ...row, figure: borders[figure]!.figure }))
}
