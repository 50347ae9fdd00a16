import { sql, type RawBuilder } from 'kysely'
import { kindOf } from '#core/history/kinds.ts'
import type { Cells } from '#core/map/adjust-drivers.ts'
import type { Driver, Split } from '#core/map/drivers.ts'
import type { Met } from '#core/map/weigh-drivers.ts'
import { withTransaction, type Pool } from '#store/pool.ts'
import { within } from '#store/slices.ts'
import { run } from '#store/sql.ts'
import type { DriversQuery } from './at-risk.ts'
import { BETWEEN } from './met-as.ts'

/** Parts of the customers, by the end of their numbers: the beginning says in which slice they are. */
const LOTS = 64
/** What was met is bits of two numbers, as many of each; the first has one more for having just come. Where they are not enough, units come last: a whole stands for them. */
const LANE = 60
const MOST_ADJUSTED = 2 * LANE
export const JUST_COME = (1n << BigInt(LANE)).toString()
/** Of a company with more kinds of things to meet, those that most moves came after. */
const MOST_TOLD = 300

/** In which lot a customer is. */
export const LOT = sql`get_byte(uuid_send(customer), 15) % ${sql.lit(LOTS)}`

/** Of what was met (`weighed`), what is told of, and the bits that stand for it. @param fewest met by fewer customers it is only counted */
export const toldAndBits = (fewest: number): RawBuilder<unknown> => sql`
  told as materialized (
    select * from (select *, row_number() over (order by met like 'unit:%', moves desc, days desc, kind, met) - 1 as bit from weighed where customers >= ${fewest}) w where bit < ${MOST_TOLD}
  ), bits as (
    select kind, met, case when bit < ${LANE} then 1::bigint << bit::int else 0 end as first, case when bit >= ${LANE} then 1::bigint << (bit - ${LANE})::int else 0 end as second
    from told where bit < ${MOST_ADJUSTED}
  )`

/** All of it as rows of one shape: how many kinds there were, what is told of, the cells. */
const ROWS = sql`
  select count(*) as kinds, null as kind, '' as met, '' as now, -1 as bit, 0 as customers, 0 as moves, 0 as at_once, 0::float8 as days, null::int as lot from weighed
  union all
  select 0, kind, met, '', bit, customers, moves, at_once, days, null from told
  union all
  select 0, null, first || ' ' || second, now_first || ' ' || now_second, -1, 0, moves, 0, days, lot from cell`

/** A kind of thing that was met, or (with a lot) a cell. */
interface Row extends Omit<Met, 'kind' | 'by' | 'what'>, Record<string, unknown> {
  readonly kinds: number
  readonly kind: number | null
  readonly met: string
  readonly now: string
  readonly bit: number
  readonly lot: number | null
}

const driverOf = ({ kind, met }: Row): Driver => {
  const at = met.indexOf(BETWEEN)
  return { kind: kindOf(kind as number), by: at < 0 ? null : (met.slice(0, at) as Split), what: at < 0 ? null : met.slice(at + 1) }
}
const metOf = (row: Row): Met => ({ customers: row.customers, moves: row.moves, at_once: row.at_once, days: row.days, ...driverOf(row) })

/** Cells, with each pattern of two numbers read once. */
function cellsIn(rows: readonly Row[]): Pick<Cells, 'patterns' | 'lot' | 'pattern' | 'at_once' | 'days' | 'moves'> {
  const known = new Map<string, number>()
  const patterns: number[][] = []
  const patternOf = (numbers: string): number => {
    const before = known.get(numbers)
    if (before !== undefined) return before
    const [first = '', second = ''] = numbers.split(' ')
    const at = patterns.push([...bitsOf(first).map((bit) => (bit === LANE ? MOST_ADJUSTED : bit)), ...bitsOf(second).map((bit) => LANE + bit)]) - 1
    known.set(numbers, at)
    return at
  }
  const cells = rows.filter(({ lot }) => lot !== null)
  return {
    lot: Uint16Array.from(cells, ({ lot }) => lot!), pattern: Uint32Array.from(cells, ({ met }) => patternOf(met)), at_once: Uint32Array.from(cells, ({ now }) => patternOf(now)),
    days: Float64Array.from(cells, ({ days }) => days), moves: Float64Array.from(cells, ({ moves }) => moves), patterns,
  }
}

/** Which bits of a whole number are on; it may be larger than JavaScript's own hold, so it is taken apart in halves. */
function bitsOf(text: string): number[] {
  const whole = BigInt(text)
  const found: number[] = []
  for (const [offset, half] of [[0, Number(whole & 0x3fffffffn)], [30, Number((whole >> 30n) & 0x3fffffffn)], [60, Number(whole >> 60n)]] as const)
    for (let bit = 0, left = half; left > 0; bit++, left >>>= 1) if (left & 1) found.push(offset + bit)
  return found
}

export interface WhatWasMet {
  /** As far as enough customers met it. */
  readonly met: readonly Met[]
  /** How many kinds of things there were in all. */
  readonly kinds: number
  readonly cells: Cells
}


/**
 * Reads what customers of a slice met.
 * @param ctes says of those that `members` names (the slice's who were merged into somebody) and of all others `weighed`, `told` and `cell`
 * @param every_days where moments were drawn, the days that each stands for
 */
export const readWhatWasMet = (pool: Pool, query: DriversQuery, every_days: number | null, ctes: (members: readonly string[]) => RawBuilder<unknown>): Promise<WhatWasMet> =>
  withTransaction(pool, async (db) => {
    // How many facts a window holds is beyond what the planner can know; it would look customers up one by one.
    await db.query('set local enable_nestloop = off')
    const merged = await db.query<{ customer: string }>(`select customer from member where ${within('root', query.slice)}`)
    const rows = await run<Row>(db, sql`with ${ctes(merged.rows.map(({ customer }) => customer))} ${ROWS}`)
    const told = rows.filter(({ bit }) => bit >= 0).toSorted((a, b) => a.bit - b.bit)
    const kinds = rows.reduce((sum, row) => sum + row.kinds, 0)
    return { met: told.map(metOf), kinds, cells: { drivers: told.slice(0, MOST_ADJUSTED).map(driverOf), just_come: MOST_ADJUSTED, lots: LOTS, every_days, ...cellsIn(rows) } }
  })
