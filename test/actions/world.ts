import { randomBytes } from 'node:crypto'
import { DAY_MS, isoOf } from '#core/units/time.ts'
import { monthOfDay } from '#core/units/zone.ts'
import type { Fact } from '#core/history/fact.ts'
import type { Context } from '#actions/context.ts'
import type { Pool } from '#store/pool.ts'
import { monthByMonth, monthsBy, paidBy } from '#store/relationship/spend.ts'

/** A context over a database, with a clock that the test sets. */
export function contextOf(pool: Pool, now: number): Context & { at: number } {
  const ctx: Context & { at: number } = { pool, at: now, now: () => ctx.at, random: (bytes: number) => randomBytes(bytes), actor: 'test', reach: 'all' }
  return ctx
}

/** A fact as it is sent. */
export function sent(fact: Fact): Record<string, unknown> {
  const wire: Record<string, unknown> = { ...fact, at: isoOf(fact.at) }
  if (typeof wire.locked_until === 'number') wire.locked_until = isoOf(wire.locked_until)
  return wire
}

/** Which rows of a table that is parted by telling are of the one that is read. */
const CURRENT = `telling = (select id from telling where state = 'current')`

/** What everybody paid in every month, as the current telling has it; with their own words, as a table to select from. */
export const PAID_BY_MONTH = `(select m.customer, month::text as month, m.paid, c.key, c.channel, c.referrer, c.campaign from (${monthByMonth(CURRENT)}) m join customer c using (customer))`

/** The month since 1970-01 of a day, `YYYY-MM-DD`. */
export const monthOf = (day: string): number => monthOfDay(Date.parse(day) / DAY_MS)

/** Cuts off what was spent before a month since 1970-01, as if the history began with it. */
export async function forgetSpend(pool: Pool, before: number): Promise<void> {
  const kept = monthsBy(before - 1)
  await pool.query(`update spend set months = months[${kept} + 1:], paid = array(select total - ${paidBy(before - 1)} from unnest(paid[${kept} + 1:]) with ordinality each (total, n) order by n)`)
  await pool.query(`delete from spend where cardinality(months) = 0`)
}

/** All that a telling says, in an order of its own, without what differs between databases. */
export async function toldBy(pool: Pool): Promise<{ standings: unknown[]; spans: unknown[]; months: unknown[] }> {
  const standings = await pool.query(
    `select key, state, rule, heard, unit, next_at, head, heart, stay, say, pay, value, paid, orders, memory from standing join customer using (customer) where ${CURRENT} order by key`,
  )
  const spans = await pool.query(`select key, n, at, until, state, was, unit, heard, rule, cause from span join customer using (customer) where ${CURRENT} order by key, n`)
  const months = await pool.query(`select key, month, m.paid from (${monthByMonth(CURRENT)}) m join customer using (customer) order by key, month`)
  return { standings: standings.rows, spans: spans.rows, months: months.rows }
}
