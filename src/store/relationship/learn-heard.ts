import { kindNumber } from '#core/history/kinds.ts'
import type { AfterAnswers } from '#core/relationship/heard.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { within, type Slice } from '#store/slices.ts'

const [RATING, REFERRAL, PRAISE] = [kindNumber('rating'), kindNumber('referral'), kindNumber('praise')]

export interface HeardQuery {
  /** Gamma(shape, rate) of what customers say a year. */
  readonly shape: number
  readonly rate: number
  /** For so many days an answer is fresh. */
  readonly days: number
  readonly through: Instant
  readonly upTo: Instant | null
  readonly slice: Slice
}

/**
 * What followed each answer on recommending while it was fresh, or until the next: good words said, and how many were expected from what was said before it.
 * Somebody invited counts once, when they first were.
 */
export async function readHeard(db: Db, { shape, rate, days, through, upTo, slice }: HeardQuery): Promise<AfterAnswers[]> {
  const told = `retracted_at is null and ${within('customer', slice)}${upTo === null ? '' : ` and at <= to_timestamp(${upTo} / 1000.0)`}`
  const years = (from: string, to: string): string => `extract(epoch from ${to} - ${from})::float8 / 31536000`
  const { rows } = await db.query<AfterAnswers & Record<string, unknown>>(
    `with said as materialized (
       select customer, min(at) as at from fact where kind = ${REFERRAL} and ${told} group by customer, body ->> 'invitee'
       union all select customer, at from fact where kind = ${PRAISE} and ${told}
     ), asked as materialized (
       select customer, at, (body ->> 'value')::int as value, lead(at) over (partition by customer order by at, source, id) as next
       from fact where kind = ${RATING} and body ->> 'question' = 'recommend' and ${told}
     ), begun as (
       select customer, min(at) as first from fact where ${told} and customer in (select customer from asked) group by customer
     ), heard as (
       select a.customer, a.at, b.first, case when value >= 9 then 'high' when value >= 7 then 'middle' else 'low' end as leaning,
         least(next, a.at + $4::float8 * interval '1 day', to_timestamp($3::float8 / 1000)) as until
       from asked a join begun b on b.customer = a.customer
     ), each as (
       select leaning, ${years('h.at', 'h.until')} as after, ${years('h.first', 'h.at')} as before, count(s.at) filter (where s.at > h.at and s.at <= h.until) as events, count(s.at) filter (where s.at <= h.at) as earlier
       from heard h left join said s on s.customer = h.customer
       where h.until > h.at group by h.customer, h.at, h.until, h.first, leaning
     )
     select leaning, count(*) as answers, sum(events)::bigint as events, sum(($1::float8 + earlier) * after / ($2::float8 + before)) as expected, sum(after / ($2::float8 + before)) as lift
     from each group by leaning order by leaning`,
    [shape, rate, through, days],
  )
  return rows
}
