import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#store/pool.ts'
import { conditions, joinsOf, spansOf, type CustomerFilter } from '#store/relationship/filter.ts'
import { slicesOf, within } from '#store/slices.ts'
import { run } from '#store/sql.ts'

/** Figures of standings that are told as distributions. */
export type Figure = 'stay' | 'say' | 'pay' | 'heart' | 'value'

export interface Crowd {
  readonly telling: number
  readonly filter: CustomerFilter
  /** One in so many customers, by lot; a power of two, up to 256. */
  readonly one_in: number
}

/** How a figure lies: how many have it, and what a half and all but a hundredth of them do not exceed. */
export interface Spread {
  readonly figure: Figure
  readonly n: number
  readonly median: number | null
  readonly p99: number | null
}

/** Numbers are keyed hashes, so those of a slice are a random sample, the same at every look. */
const chosen = ({ telling, filter, one_in }: Crowd): RawBuilder<unknown> => sql`
  from standing s ${joinsOf(filter, spansOf(telling))}
  where s.telling = ${telling} and ${conditions(filter, spansOf(telling))} and ${sql.raw(within('s.customer', slicesOf(one_in)[0] ?? { from: null, to: null }))}`

const figures = (crowd: Crowd): RawBuilder<unknown> => sql`
  select f.figure, f.x from (select s.stay, s.say, s.pay, s.heart, s.value ${chosen(crowd)}) s
  cross join lateral (values ('stay', s.stay::float8), ('say', s.say::float8), ('pay', s.pay::float8), ('heart', s.heart::float8), ('value', s.value::float8)) as f(figure, x)`

/** How many customers there are to tell of. */
export async function countCrowd(db: Db, crowd: Crowd): Promise<number> {
  const [row] = await run<{ n: number }>(db, sql`select count(*) as n ${chosen(crowd)}`)
  return row?.n ?? 0
}

export function readSpreads(db: Db, crowd: Crowd): Promise<Spread[]> {
  return run<Spread & Record<string, unknown>>(db, sql`
    select figure, count(x) as n, percentile_cont(0.5) within group (order by x) as median, percentile_cont(0.99) within group (order by x) as p99
    from (${figures(crowd)}) told group by figure`)
}

/** The borders between which a figure is told, and in how many bars. */
export interface Borders {
  readonly figure: Figure
  readonly low: number
  readonly high: number
  readonly bars: number
}

/** A bar of a figure and how many are in it: 0 is below the first, the number of bars + 1 beyond the last. */
export interface Bar {
  readonly figure: Figure
  readonly bar: number
  readonly n: number
}

export function readBars(db: Db, crowd: Crowd, borders: readonly Borders[]): Promise<Bar[]> {
  const [names, lows, highs, bars] = [borders.map((b) => b.figure), borders.map((b) => b.low), borders.map((b) => b.high), borders.map((b) => b.bars)]
  return run<Bar & Record<string, unknown>>(db, sql`
    select told.figure, case when told.x = b.high then b.bars else width_bucket(told.x, b.low, b.high, b.bars) end as bar, count(*) as n
    from (${figures(crowd)}) told
    join unnest(${names}::text[], ${lows}::float8[], ${highs}::float8[], ${bars}::int[]) as b(figure, low, high, bars) on b.figure = told.figure
    where told.x is not null group by 1, 2`)
}
