import { kindNumber, type Question } from '#core/history/kinds.ts'
import type { Given } from '#core/money/keep-cost.ts'
import type { LostBy } from '#core/money/lost.ts'
import type { Newcomer } from '#core/money/payback.ts'
import type { PaidOfList } from '#core/money/premium.ts'
import { stateNumber, stateOf } from '#core/relationship/state.ts'
import type { Instant } from '#core/units/time.ts'
import type { Client, Db } from '#store/pool.ts'
import { monthsBy, paidAt } from '#store/relationship/spend.ts'
import { within, type Slice } from '#store/slices.ts'
import { sqlInstant } from '#store/values.ts'

/** What facts say was done in a time: what was given to customers (what recoveries cost, points that were used, moments), and how many referrals there were, by step. */
export interface Done extends Given {
  readonly referrals: Readonly<Record<'invited' | 'joined' | 'bought', number>>
}

/** Each part says what its index holds (migration 030), word for word: then it is read there alone. */
export async function readDone(db: Db, from: Instant, to: Instant): Promise<Done> {
  const [recovery, purchase, moment, referral] = [kindNumber('recovery'), kindNumber('purchase'), kindNumber('moment'), kindNumber('referral')]
  const step = (name: string): string => `(select count(*) from fact where retracted_at is null and kind = ${referral} and body ->> 'step' = '${name}' and at >= $1 and at < $2) as ${name}`
  const { rows } = await db.query<Given & Done['referrals'] & Record<string, unknown>>(
    `select coalesce(sum(cost) filter (where kind = ${recovery}), 0)::bigint as recoveries, coalesce(sum(points) filter (where kind = ${purchase}), 0)::bigint as points, count(*) filter (where kind = ${moment}) as moments,
       ${step('invited')}, ${step('joined')}, ${step('bought')}
     from fact where retracted_at is null and (kind in (${recovery}, ${moment}) or (kind = ${purchase} and points > 0)) and at >= $1 and at < $2`, [sqlInstant(from), sqlInstant(to)])
  const { invited, joined, bought, ...given } = rows[0]!
  return { ...given, referrals: { invited, joined, bought } }
}

/** Who first paid within some months (from one since 1970-01 up to another), one by one, with what they paid month by month; of a slice. */
export async function readNewcomers(db: Db, telling: number, from: number, end: number, slice: Slice): Promise<(Newcomer & { readonly channel: string | null })[]> {
  const { rows } = await db.query<Newcomer & { readonly channel: string | null } & Record<string, unknown>>(
    `select c.channel, array(select m - months[1] from unnest(months) m where m < $3::int order by m) as months,
       array(select (${paidAt('place')})::float8 from generate_series(1, ${monthsBy(end - 1)}) place order by place) as paid, $3::int - months[1] as there
     from spend join customer c on c.customer = spend.customer
     where telling = $1 and months[1] >= $2::int and months[1] < $3::int and ${within('spend.customer', slice)} order by 1, 2, 3`, [telling, from, end])
  return rows
}

const LAPSED = stateNumber('lapsed')

/** Who lapsed between two moments and stands there still at the second, by how they came and where they stood before. To be asked within a transaction of its own. */
export async function readLost(db: Client, telling: number, from: Instant, to: Instant): Promise<LostBy[]> {
  // They are taken for fewer than they are: each would be looked up among all customers, which is twice the work. Beside all of these, in their order, no table of a million is hashed; and
  // whoever reads this reads as much besides, so that helpers would only take the place of others.
  await db.query('set local enable_nestloop = off; set local enable_hashjoin = off; set local max_parallel_workers_per_gather = 0')
  const { rows } = await db.query<{ channel: string | null; was: number; customers: number }>(
    `select c.channel, s.was, count(*) as customers from span s join customer c on c.customer = s.customer
     where s.telling = $1 and s.state = ${LAPSED} and s.was <> ${LAPSED} and s.at >= $2 and s.at < $3 and s.until >= $3 group by 1, 2 order by 1, 2`, [telling, sqlInstant(from), sqlInstant(to)])
  return rows.map(({ channel, was, customers }) => ({ channel, was: stateOf(was), customers }))
}

/** What those of a slice paid of the list price, by the state in which they stood when they bought. */
export async function readPaidOfList(db: Db, telling: number, from: Instant, to: Instant, slice: Slice): Promise<PaidOfList[]> {
  const { rows } = await db.query<Omit<PaidOfList, 'state'> & { readonly state: number } & Record<string, unknown>>(
    `select state, count(*) as customers, sum(paid) as paid, sum(list) as list, sum(paid * paid) as paid_squares, sum(list * list) as list_squares, sum(paid * list) as products
     from (
       select f.customer, s.state, sum(f.paid)::float8 as paid, sum(f.list)::float8 as list
       from fact f join span s on s.telling = $1 and s.customer = f.customer and f.at >= s.at and f.at < s.until and ${within('s.customer', slice)}
       where f.kind = ${kindNumber('purchase')} and f.list > 0 and f.at >= $2 and f.at < $3 and f.retracted_at is null and ${within('f.customer', slice)} group by 1, 2
     ) each group by state order by state`, [telling, sqlInstant(from), sqlInstant(to)])
  return rows.map(({ state, ...row }) => ({ ...row, state: stateOf(state) }))
}

/** What is asked about the price, the one that asks for a deed first. */
export const ON_PRICE = ['still_at_5', 'price_fair', 'worth_it'] as const

/** How many of a slice were heard on the price of late, and how many said yes to it (4 or 5 of 5); the very satisfied (5 of 5) apart, and those who said nothing of how satisfied they are (null). */
export interface FoundGood {
  readonly question: (typeof ON_PRICE)[number]
  readonly very_satisfied: boolean | null
  readonly customers: number
  readonly good: number
}

/** By everybody's latest answer to each question. */
export async function readFoundGood(db: Db, from: Instant, to: Instant, slice: Slice): Promise<FoundGood[]> {
  const { rows } = await db.query<FoundGood & Record<string, unknown>>(
    `select p.question, s.value = 5 as very_satisfied, count(*) as customers, count(*) filter (where p.value >= 4) as good
     from (${latest(ON_PRICE, slice)}) p left join (${latest(['satisfaction'], slice)}) s on s.customer = p.customer
     group by 1, 2 order by 1, 2`, [sqlInstant(from), sqlInstant(to)])
  return rows
}

const latest = (questions: readonly Question[], slice: Slice): string => `
  select distinct on (customer, body ->> 'question') customer, body ->> 'question' as question, (body ->> 'value')::float8 as value from fact
  where kind = ${kindNumber('rating')} and body ->> 'question' in (${questions.map((question) => `'${question}'`).join(', ')}) and at >= $1 and at < $2 and retracted_at is null and ${within('customer', slice)}
  order by customer, body ->> 'question', at desc, source, id`
