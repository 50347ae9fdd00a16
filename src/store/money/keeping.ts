import { kindNumber, type Question } from '#core/history/kinds.ts'
import type { Given } from '#core/money/keep-cost.ts'
import type { LostBy } from '#core/money/lost.ts'
import type { Newcomer } from '#core/money/payback.ts'
import type { PaidOfList } from '#core/money/premium.ts'
import type { Won } from '#core/money/win-keep.ts'
import { stateNumber, stateOf } from '#core/relationship/state.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db, Pool } from '#store/pool.ts'
import { inShares } from '#store/shares.ts'
import { within, type Slice } from '#store/slices.ts'
import { sqlInstant } from '#store/values.ts'

/** 1970-01, as years and months are counted here. */
const FIRST_MONTH = 1970 * 12 + 1

/** First days of months: from one on, and before another. */
export interface WonQuery {
  readonly from: string
  readonly end: string
  /** By the name of the campaign too. */
  readonly byCampaign: boolean
}

/** Who first paid from a month on and before another, by that month and by how they came; by the name of the campaign too where that is asked for. */
export const readWon = (pool: Pool, telling: number, { from, end, byCampaign }: WonQuery, customers: number): Promise<readonly Won[]> => inShares(pool, customers, async (db, slice) => {
  const { rows } = await db.query<Won & Record<string, unknown>>(
    `select (extract(year from s.first) * 12 + extract(month from s.first) - ${FIRST_MONTH})::int as month, c.channel, c.referrer is not null as referred, c.campaign is not null as campaign, ${byCampaign ? 'c.campaign' : 'null::text'} as by_campaign,
       count(*) as customers, count(*) filter (where s.paid > 0) as paying, coalesce(sum(s.paid) filter (where s.paid > 0), 0)::bigint as paid
     from (select customer, min(month) as first, sum(paid) as paid from spend where telling = $1 and ${within('customer', slice)} group by customer) s join customer c on c.customer = s.customer
     where s.first >= $2::date and s.first < $3::date group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`, [telling, from, end])
  return rows
}, { through: 'sorted' })

/** How many paid both in one year and in the next: first days of months, each year up to the next one's. */
export async function readKept(pool: Pool, telling: number, [from, middle, end]: readonly [string, string, string], customers: number): Promise<number> {
  const shares = await inShares(pool, customers, async (db, slice) => (await db.query<{ kept: number }>(
    `select count(*) as kept from (
       select from spend where telling = $1 and month >= $2::date and month < $4::date and ${within('customer', slice)} group by customer
       having bool_or(month < $3::date) and bool_or(month >= $3::date)
     ) s`, [telling, from, middle, end])).rows, { through: 'sorted' })
  return shares.reduce((sum, { kept }) => sum + kept, 0)
}

/** What facts say of what was given to customers: what recoveries cost, points that were used, moments. */
export async function readGiven(db: Db, from: Instant, to: Instant): Promise<Given> {
  const [recovery, purchase, moment] = [kindNumber('recovery'), kindNumber('purchase'), kindNumber('moment')]
  const { rows } = await db.query<Given & Record<string, unknown>>(
    `select coalesce(sum(cost) filter (where kind = ${recovery}), 0)::bigint as recoveries, coalesce(sum(points) filter (where kind = ${purchase}), 0)::bigint as points, count(*) filter (where kind = ${moment}) as moments
     from fact where kind in (${recovery}, ${purchase}, ${moment}) and at >= $1 and at < $2 and retracted_at is null`, [sqlInstant(from), sqlInstant(to)])
  return rows[0] ?? { recoveries: 0, points: 0, moments: 0 }
}

/** Who first paid within some months, one by one, with what they paid month by month; of a slice. */
export async function readNewcomers(db: Db, telling: number, from: string, end: string, slice: Slice): Promise<(Newcomer & { readonly channel: string | null })[]> {
  const { rows } = await db.query<Newcomer & { readonly channel: string | null } & Record<string, unknown>>(
    `select c.channel, s.months, s.paid, s.there from (
       select customer, array_agg((extract(year from month) * 12 + extract(month from month) - f)::int order by month) as months, array_agg(paid::float8 order by month) as paid,
         (extract(year from $3::date) * 12 + extract(month from $3::date) - min(f))::int as there
       from (
         select customer, month, paid, min(extract(year from month) * 12 + extract(month from month)) over (partition by customer) as f, min(month) over (partition by customer) as first
         from spend where telling = $1 and month < $3::date and ${within('customer', slice)}
       ) m where first >= $2::date group by customer
     ) s join customer c on c.customer = s.customer order by 1, 2, 3`, [telling, from, end])
  return rows
}

/** Who lapsed between two moments and stands there still at the second, by how they came and where they stood before. */
export async function readLost(db: Db, telling: number, from: Instant, to: Instant): Promise<LostBy[]> {
  const { rows } = await db.query<{ channel: string | null; was: number; customers: number }>(
    `select c.channel, s.was, count(*) as customers from span s join customer c on c.customer = s.customer
     where s.telling = $1 and s.state = ${stateNumber('lapsed')} and s.was is not null and s.was <> s.state and s.at >= $2 and s.at < $3 and s.until >= $3 group by 1, 2 order by 1, 2`, [telling, sqlInstant(from), sqlInstant(to)])
  return rows.map(({ channel, was, customers }) => ({ channel, was: stateOf(was), customers }))
}

/** What those of a slice paid of the list price, by the state in which they stood when they bought. */
export async function readPaidOfList(db: Db, telling: number, from: Instant, to: Instant, slice: Slice): Promise<PaidOfList[]> {
  const { rows } = await db.query<Omit<PaidOfList, 'state'> & { readonly state: number } & Record<string, unknown>>(
    `select state, count(*) as customers, sum(paid) as paid, sum(list) as list, sum(paid * paid) as paid_squares, sum(list * list) as list_squares, sum(paid * list) as products
     from (
       select f.customer, s.state, sum(f.paid)::float8 as paid, sum(f.list)::float8 as list
       from fact f join span s on s.telling = $1 and s.customer = f.customer and f.at >= s.at and f.at < s.until
       where f.kind = ${kindNumber('purchase')} and f.list > 0 and f.at >= $2 and f.at < $3 and f.retracted_at is null and ${within('f.customer', slice)} group by 1, 2
     ) each group by state order by state`, [telling, sqlInstant(from), sqlInstant(to)])
  return rows.map(({ state, ...row }) => ({ ...row, state: stateOf(state) }))
}

/** What is asked about the price, the one that asks for a deed first. */
export const ON_PRICE = ['still_at_5', 'price_fair', 'worth_it'] as const

/** How many of a slice were heard on the price of late, and how many said yes to it (4 or 5 of 5); the very satisfied (5 of 5) apart. */
export interface FoundGood {
  readonly question: (typeof ON_PRICE)[number]
  readonly very_satisfied: boolean
  readonly customers: number
  readonly good: number
}

/** By everybody's latest answer to each question. */
export async function readFoundGood(db: Db, from: Instant, to: Instant, slice: Slice): Promise<FoundGood[]> {
  const { rows } = await db.query<FoundGood & Record<string, unknown>>(
    `select p.question, coalesce(s.value = 5, false) as very_satisfied, count(*) as customers, count(*) filter (where p.value >= 4) as good
     from (${latest(ON_PRICE, slice)}) p left join (${latest(['satisfaction'], slice)}) s on s.customer = p.customer
     where s.customer is not null group by 1, 2 order by 1, 2`, [sqlInstant(from), sqlInstant(to)])
  return rows
}

const latest = (questions: readonly Question[], slice: Slice): string => `
  select distinct on (customer, body ->> 'question') customer, body ->> 'question' as question, (body ->> 'value')::float8 as value from fact
  where kind = ${kindNumber('rating')} and body ->> 'question' in (${questions.map((question) => `'${question}'`).join(', ')}) and at >= $1 and at < $2 and retracted_at is null and ${within('customer', slice)}
  order by customer, body ->> 'question', at desc, source, id`

/** How many referrals there were, by step. */
export async function readReferrals(db: Db, from: Instant, to: Instant): Promise<Readonly<Record<'invited' | 'joined' | 'bought', number>>> {
  const { rows } = await db.query<{ step: 'invited' | 'joined' | 'bought'; n: number }>(
    `select body ->> 'step' as step, count(*) as n from fact where kind = ${kindNumber('referral')} and at >= $1 and at < $2 and retracted_at is null group by 1`, [sqlInstant(from), sqlInstant(to)])
  return { invited: 0, joined: 0, bought: 0, ...Object.fromEntries(rows.map(({ step, n }) => [step, n])) }
}
