import { kindNumber } from '#core/history/kinds.ts'
import { GRACE, LAST_BILL_DAYS } from '#core/relationship/contract.ts'
import { DAY_MS, type Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'

/**
 * What is learned of contracts: how long a term is, and how many of those who were under contract for so many terms stayed another. Counts and quantiles, made
 * in one pass over the facts of contracts. Times are in days since 1970, whole and broken.
 */

const [CONTRACT, PURCHASE] = [kindNumber('contract'), kindNumber('purchase')]

/** What was done to contracts up to a moment, each beside what was done before and after it. @param through as SQL, in days since 1970 */
const acts = (through: string): string => `
  select customer, day, gone, bound, row_number() over w as n, lag(gone) over w as gone_before, lag(day) over w as day_before, lag(bound) over w as bound_before, lead(gone) over w as gone_next, lead(day) over w - day as gap
  from (
    select customer, source, id, extract(epoch from at)::float8 / 86400 as day, body ->> 'action' = 'cancelled' as gone,
      coalesce(extract(epoch from (body ->> 'locked_until')::timestamptz - at)::float8 / 86400, 0) as bound
    from fact where kind = ${CONTRACT} and retracted_at is null and at <= to_timestamp(${through} * 86400)
  ) f
  window w as (partition by customer order by day, source collate "C", id collate "C")`

/** How many contracts ran for so many terms, and ended with the last of these or hold. */
export interface ContractRow {
  readonly periods: number
  readonly left: boolean
  readonly n: number
}

export interface Renewals {
  /** The usual time from one renewal to the next, in days; null where nothing was ever renewed. */
  readonly gap_days: number | null
  /** Of the terms that were over by then (and a grace with them), how many were followed by a renewal, and how many by nothing. */
  readonly renewed: number
  readonly silent: number
}

/** Whether renewals are told, and how far apart they are. */
export async function readRenewals(db: Db, through: Instant): Promise<Renewals> {
  const { rows } = await db.query<Renewals & Record<string, unknown>>(
    `with act as materialized (${acts('$1::float8')}),
     usual as (select percentile_cont(0.5) within group (order by gap) as days from act where not gone and not gone_next and gap >= 1)
     select days as gap_days, count(*) filter (where gap < ${1 + GRACE} * days and not gone_next) as renewed,
       count(*) filter (where gap is null or gap >= ${1 + GRACE} * days) as silent
     from usual left join act on not gone and $1::float8 - day >= ${1 + GRACE} * days group by days`,
    [through / DAY_MS],
  )
  return rows[0] ?? { gap_days: null, renewed: 0, silent: 0 }
}

/** How contracts run here. */
export interface Terms {
  readonly term_days: number
  readonly renewals_told: boolean
}

/**
 * Contracts as they were known at a moment: since when each held without a break, and after how many days it ended; `lasted` is null where it holds.
 * @param through as SQL, in days since 1970. $1 is the length of a term in days, $2 whether renewals are told
 */
const contracts = (through: string): string => `
  select customer, begun, ${through} - begun as age,
    case when ended is not null and (not $2::boolean or ended < last + out) then ended - begun when $2::boolean and last + out <= ${through} then last + term - begun end as lasted
  from (
    select customer, spell, min(day) as begun, max(day) filter (where not gone) as last, min(day) filter (where gone) as ended,
      (array_agg(greatest($1::float8, bound) order by n desc) filter (where not gone))[1] as term, (array_agg(${1 + GRACE} * greatest($1::float8, bound) order by n desc) filter (where not gone))[1] as out
    from (
      select *, count(*) filter (where begins) over (partition by customer order by n) as spell
      from (
        select customer, n, day, gone, bound, not gone and (gone_before is not false or ($2::boolean and day - day_before >= ${1 + GRACE} * greatest($1::float8, bound_before))) as begins
        from (${acts(through)}) a
      ) b
    ) c where spell > 0 group by customer, spell
  ) d`

/** Contracts by terms that are over (and a grace with them), and whether they ended with the last of these. Those in their first term tell nothing yet. */
export async function readContractCells(db: Db, { term_days, renewals_told }: Terms, through: Instant): Promise<ContractRow[]> {
  const { rows } = await db.query<ContractRow & Record<string, unknown>>(
    `select least(over, coalesce(lasted, over)) as periods, coalesce(lasted <= over, false) as left, count(*) as n
     from (
       select floor(age / $1::float8 - ${GRACE})::int as over, case when lasted is not null then greatest(1, ceil(lasted / $1::float8 - ${GRACE}))::int end as lasted from (${contracts('$3::float8')}) c
     ) p where over >= 1 group by 1, 2 order by 1, 2`,
    [term_days, renewals_told, through / DAY_MS],
  )
  return rows
}

/** Those under contract at the cut, by how long they had been; and how many of them were under contract later. */
export interface KeptCell {
  readonly days: number
  readonly n: number
  readonly came: number
}

export async function readKept(db: Db, { term_days, renewals_told }: Terms, cut: Instant, later: Instant): Promise<KeptCell[]> {
  const { rows } = await db.query<KeptCell & Record<string, unknown>>(
    `select round(age)::int as days, count(*) as n, count(*) filter (where came) as came
     from (
       select customer, max(age) as age, bool_or(later) as came
       from (
         select customer, age, false as later from (${contracts('$3::float8')}) c where lasted is null
         union all select customer, null, true from (${contracts('$4::float8')}) e where lasted is null
       ) both_ends group by customer
     ) f where age is not null group by 1 order by 1`,
    [term_days, renewals_told, cut / DAY_MS, later / DAY_MS],
  )
  return rows
}

/** Who did not buy within so many days after a last bill has had time to. */
const TIME_TO_BUY_DAYS = 90

/** Of those who had bought before their last contract ended, and have had time to since: how many there are, and how many bought again. */
export async function readBoughtAfter(db: Db, { term_days, renewals_told }: Terms, through: Instant): Promise<{ readonly ended: number; readonly on: number }> {
  const { rows } = await db.query<{ ended: number; on: number }>(
    `with last as materialized (
       select customer, max(begun + lasted) as ended from (${contracts('$3::float8')}) c group by customer
       having bool_and(lasted is not null) and max(begun + lasted) < $3::float8 - ${LAST_BILL_DAYS + TIME_TO_BUY_DAYS}
     )
     select count(*) as ended, count(*) filter (where later) as on
     from (
       select customer, bool_or(day <= ended) as before, bool_or(day > ended + ${LAST_BILL_DAYS}) as later
       from (select customer, extract(epoch from at)::float8 / 86400 as day from fact where kind = ${PURCHASE} and retracted_at is null and at <= to_timestamp($3::float8 * 86400)) f join last using (customer)
       group by customer
     ) g where before`,
    [term_days, renewals_told, through / DAY_MS],
  )
  return rows[0] ?? { ended: 0, on: 0 }
}

/** When the first contract that is known began; null without any. */
export async function readFirstContract(db: Db): Promise<Instant | null> {
  const { rows } = await db.query<{ first: Instant | null }>(`select min(at) as first from fact where kind = ${CONTRACT} and retracted_at is null`)
  return rows[0]?.first ?? null
}
