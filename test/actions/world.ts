import { randomBytes } from 'node:crypto'
import { isoOf } from '#core/units/time.ts'
import type { Fact } from '#core/history/fact.ts'
import type { Context } from '#actions/context.ts'
import type { Pool } from '#store/pool.ts'

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

/** All that a telling says, in an order of its own, without what differs between databases. */
export async function toldBy(pool: Pool): Promise<{ standings: unknown[]; spans: unknown[]; months: unknown[] }> {
  const current = `telling = (select id from telling where state = 'current')`
  const standings = await pool.query(
    `select key, state, rule, heard, unit, next_at, head, heart, stay, say, pay, value, paid, orders, memory from standing join customer using (customer) where ${current} order by key`,
  )
  const spans = await pool.query(`select key, n, at, until, state, was, unit, heard, rule, cause from span join customer using (customer) where ${current} order by key, n`)
  const months = await pool.query(`select key, month, paid, orders from spend join customer using (customer) where ${current} order by key, month`)
  return { standings: standings.rows, spans: spans.rows, months: months.rows }
}
