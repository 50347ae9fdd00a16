import type { Came } from '#core/money/origin.ts'
import type { Fate, Paid } from '#core/money/bridge.ts'
import type { Band } from '#core/money/tenths.ts'
import type { Db, Pool } from '#store/pool.ts'
import { inShares } from '#store/shares.ts'
import { within } from '#store/slices.ts'

/** First days of months: a year from the first up to the second, and the next up to the third. */
export interface Years {
  readonly from: string
  readonly middle: string
  readonly end: string
}

/** What customers paid in two years, by what became of it and, of newcomers, by how they came. */
export const readPaid = (pool: Pool, telling: number, { from, middle, end }: Years, customers: number): Promise<readonly Paid[]> => inShares(pool, customers, async (db, slice) => {
  const { rows } = await db.query<Omit<Paid, 'fate'> & { fate: Fate } & Record<string, unknown>>(
    `select fate, case when fate = 'new' then c.channel end as channel, fate = 'new' and c.referrer is not null as referred, fate = 'new' and c.campaign is not null as campaign,
       count(*) as customers, sum(coalesce(before, 0))::bigint as before, sum(coalesce(now, 0))::bigint as now
     from (
       select customer, before, now, case when before is null and earlier then 'back' when before is null then 'new' when now is null then 'lost' when now > before then 'grown' when now < before then 'shrunk' else 'same' end as fate
       from (
         select customer, sum(paid) filter (where month >= $2::date and month < $3::date) as before, sum(paid) filter (where month >= $3::date) as now, coalesce(bool_or(month < $2::date), false) as earlier
         from spend where telling = $1 and month < $4::date and ${within('customer', slice)} group by customer
       ) s where before is not null or now is not null
     ) f left join customer c on c.customer = f.customer
     group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    [telling, from, middle, end],
  )
  return rows
}, { through: 'sorted' })

/** Customers who paid something from a month on and before another, in bands of a hundredth. */
export const readBands = (pool: Pool, telling: number, from: string, end: string, customers: number): Promise<readonly Band[]> => inShares(pool, customers, async (db, slice) => {
  const { rows } = await db.query<Band & Record<string, unknown>>(
    `select floor(ln(paid) * 100)::int as band, count(*) as customers, sum(paid)::bigint as paid
     from (select customer, sum(paid) as paid from spend where telling = $1 and month >= $2::date and month < $3::date and ${within('customer', slice)} group by customer) s
     where paid > 0 group by 1 order by 1`,
    [telling, from, end],
  )
  return rows
}, { through: 'sorted' })

/** Everybody who ever bought, by how they came: what they paid in all, and for how many years they have been there. */
export interface Brought extends Came {
  readonly customers: number
  readonly paid: number
  readonly years: number
}

export const readBrought = (pool: Pool, telling: number, customers: number): Promise<readonly Brought[]> => inShares(pool, customers, async (db, slice) => {
  const { rows } = await db.query<Brought & Record<string, unknown>>(
    `select c.channel, c.referrer is not null as referred, c.campaign is not null as campaign, count(*) as customers, sum(s.paid)::bigint as paid,
       sum(greatest(extract(epoch from t.until - s.first_at) / 31557600, 0.08))::float8 as years
     from standing s join telling t on t.id = s.telling join customer c on c.customer = s.customer
     where s.telling = $1 and s.orders > 0 and ${within('s.customer', slice)} group by 1, 2, 3 order by 1, 2, 3`,
    [telling],
  )
  return rows
})

/** The first month in which anybody paid; null where nobody did. */
export async function readFirstMonth(db: Db, telling: number): Promise<string | null> {
  const { rows } = await db.query<{ month: string | null }>('select min(month)::text as month from spend where telling = $1', [telling])
  return rows[0]?.month ?? null
}
