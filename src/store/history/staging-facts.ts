import type { Db } from '#store/pool.ts'
import { within, type Slice } from '#store/slices.ts'

/**
 * Staged facts under their final ids: of equal rows in one file, which are separate sales, the first is called `….1`, the second
 * `….2`. Counted within a file, so that two exports that overlap (or one file given twice) count nothing twice.
 * One sort by (customer, source, id) serves the numbering and lets the insert fill index and heap from left to right.
 */
const numbered = (hashed: boolean, slice: Slice = ALL): string =>
  hashed
    ? `select customer, source, final_id as id, kind, at, unit, person, paid, list, cost, lines, deals, points,
         case when own_order then jsonb_set(body, '{order}', to_jsonb(final_id)) else body end as body, file, line
       from (select *, case when hashed then id || '.' || row_number() over (partition by customer, source, id, file order by line) else id end as final_id from pg_temp.staged_fact
         where ${within('customer', slice)}) n`
    : `select customer, source, id, kind, at, unit, person, paid, list, cost, lines, deals, points, body, file, line from pg_temp.staged_fact where ${within('customer', slice)} order by customer, source, id`

const ALL: Slice = { from: null, to: null }
/** Tells the planner what was staged; temporary tables are not looked at by themselves. */
export const analyzeStaged = async (db: Db): Promise<void> => {
  await db.query('analyze pg_temp.staged_fact (customer, source, id, currency); analyze pg_temp.staged_customer; analyze pg_temp.staged_record')
}

/** Where a staged fact came from, and what of it stands in the way. */
export interface Misfit {
  readonly file: number
  readonly line: number
  readonly id: string
  readonly source: string
}
export interface Rateless extends Misfit {
  readonly currency: string
  readonly day: string
}

/**
 * Brings amounts into the company's currency by the rate of their day, or the latest of the days before, and takes out the facts for
 * which there is none. Rounds as `convertMinor` does: half away from zero, in double precision.
 * @param factors currency → 10^(decimals of the company's currency − decimals of this one)
 */
export async function convertStaged(db: Db, zone: string, factors: ReadonlyMap<string, number>, reachDays: number): Promise<Rateless[]> {
  await db.query('create temp table staged_rate (currency text, day date, per_unit float8, factor float8) on commit drop')
  await db.query(
    `insert into pg_temp.staged_rate
     select d.currency, d.day, r.per_unit, f.factor
     from (select distinct currency, (at at time zone $1)::date as day from pg_temp.staged_fact where currency is not null) d
     join unnest($2::text[], $3::float8[]) as f(currency, factor) using (currency)
     left join lateral (select per_unit from rate where currency = d.currency and day <= d.day and day >= d.day - $4::int order by day desc limit 1) r on true`,
    [zone, [...factors.keys()], [...factors.values()], reachDays],
  )
  const { rows } = await db.query<Rateless & Record<string, unknown>>(
    `delete from pg_temp.staged_fact s using pg_temp.staged_rate r
     where s.currency = r.currency and (s.at at time zone $1)::date = r.day and r.per_unit is null
     returning s.file, s.line, s.id, s.source, r.currency, r.day::text as day`, [zone])
  const amount = (column: string): string =>
    `${column} = (sign(s.${column}) * floor(abs(s.${column}::float8 * r.per_unit * r.factor) + 0.5))::bigint`
  await db.query(
    `update pg_temp.staged_fact s set ${['paid', 'list', 'cost'].map(amount).join(', ')}, currency = null
     from pg_temp.staged_rate r where s.currency = r.currency and (s.at at time zone $1)::date = r.day`, [zone])
  return rows
}

/** Enters the customers whom staged facts are about and nobody knew. Returns how many. */
export async function insertStagedCustomers(db: Db, importId: number | null): Promise<number> {
  const { rowCount } = await db.query(
    `insert into customer (customer, key, import) select distinct on (customer) customer, key, $1::int from pg_temp.staged_customer order by customer on conflict do nothing`,
    [importId],
  )
  return rowCount ?? 0
}

/** Moves staged facts in, slice by slice, in the order of their key. Returns how many were new. */
export async function insertStagedFacts(db: Db, importId: number, hashed: boolean, slices: readonly Slice[], onSlice: (done: number) => void): Promise<number> {
  const insert = async (slice: Slice, conflict: string): Promise<number> => {
    const { rowCount } = await db.query(
      `insert into fact (customer, source, id, kind, at, unit, person, paid, list, cost, lines, deals, points, body, import)
       select customer, source, id, kind, at, unit, person, paid, list, cost, lines, deals, points, body, $1::int from (${numbered(hashed, slice)}) s ${conflict}`, [importId])
    return rowCount ?? 0
  }
  const all = async (conflict: string): Promise<number> => {
    let taken = 0
    for (const [i, slice] of slices.entries()) {
      taken += await insert(slice, conflict)
      onSlice((i + 1) / slices.length)
    }
    return taken
  }
  // Into an empty table without looking for each row first, at 0.6 of the cost; if two do have one identity after all, again with looking.
  const { rows } = await db.query<{ any: boolean }>('select exists (select from fact) as any')
  if (rows[0]?.any === false) {
    await db.query('savepoint plain')
    try {
      return await all('')
    } catch (error) {
      if ((error as { code?: string }).code !== '23505') throw error
      await db.query('rollback to savepoint plain')
    }
  }
  return all('on conflict do nothing')
}

/** How many staged facts nobody has yet, counted without writing; of several with one identity, one is new. */
export async function countNewStaged(db: Db, hashed: boolean): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from (select distinct s.customer, s.source, s.id from (${numbered(hashed)}) s
     where not exists (select from fact f where f.customer = s.customer and f.source = s.source and f.id = s.id)) fresh`)
  return rows[0]?.n ?? 0
}

/** A staged fact whose identity is taken by one that says something else, or that was retracted. */
export interface Differing extends Misfit {
  readonly retracted: boolean
  /** The first thing that differs, as staged and as known. */
  readonly what: string
  readonly found: string | null
  readonly expected: string | null
}

const DIFFERS = `f.kind <> s.kind or f.at <> s.at or f.unit is distinct from s.unit or f.person is distinct from s.person or f.body <> s.body`
const what = (of: 's' | 'f'): string =>
  `case when f.kind <> s.kind then ${of}.kind::text when f.at <> s.at then to_char(${of}.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
     when f.unit is distinct from s.unit then ${of}.unit when f.person is distinct from s.person then ${of}.person
     else left((${of}.body -> (select key from jsonb_each(s.body || f.body) e where s.body -> e.key is distinct from f.body -> e.key order by key limit 1))::text, 80) end`

/** How many staged facts say something else than the facts that are known. */
export async function countDiffering(db: Db, hashed: boolean): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from (${numbered(hashed)}) s join fact f on f.customer = s.customer and f.source = s.source and f.id = s.id
     where f.retracted_at is not null or ${DIFFERS}`)
  return rows[0]?.n ?? 0
}

/** Opens a cursor over the staged facts that say something else than the facts that are known. */
export async function openDiffering(db: Db, hashed: boolean): Promise<void> {
  await db.query(`declare differing no scroll cursor for
    select s.file, s.line, s.id, s.source, f.retracted_at is not null as retracted,
      case when f.kind <> s.kind then 'kind' when f.at <> s.at then 'at' when f.unit is distinct from s.unit then 'unit' when f.person is distinct from s.person then 'person'
        else (select key from jsonb_each(s.body || f.body) e where s.body -> e.key is distinct from f.body -> e.key order by key limit 1) end as what,
      ${what('s')} as found, ${what('f')} as expected
    from (${numbered(hashed)}) s join fact f on f.customer = s.customer and f.source = s.source and f.id = s.id
    where f.retracted_at is not null or ${DIFFERS}`)
}

export async function nextDiffering(db: Db): Promise<Differing[]> {
  const { rows } = await db.query<Differing & Record<string, unknown>>('fetch 2000 from differing')
  return rows
}

/** The other imports that brought some of the staged facts before. */
export async function overlapping(db: Db, importId: number | null, hashed: boolean): Promise<number[]> {
  const { rows } = await db.query<{ import: number }>(
    `select distinct f.import from (${numbered(hashed)}) s join fact f on f.customer = s.customer and f.source = s.source and f.id = s.id
     where f.import is not null and f.import is distinct from $1::int order by 1`, [importId])
  return rows.map((row) => row.import)
}
