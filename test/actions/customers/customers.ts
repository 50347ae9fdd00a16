import type { Fact } from '#core/history/fact.ts'
import type { Result } from '#contract/refusals.ts'
import { checkHistories } from '#actions/house/doctor/check-histories.ts'
import { checkCustomers } from '#actions/house/doctor/check-house.ts'
import type { OpenSubject } from '#actions/house/doctor/subject.ts'
import type { Pool } from '#store/pool.ts'
import type { toldBy } from '#test/actions/world.ts'

/** Takes everything about customers out, so that a test begins with nothing. */
export const cleared = (pool: Pool): Promise<unknown> => pool.query('truncate fact, customer, member, erased, standing, span, spend, pending, notice, note, audit, unit, person, promise, rate, import')

/** Every place in the database where a text stands, in whatever column of whatever type. */
export async function everywhere(pool: Pool, text: string): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`)
  const found: string[] = []
  for (const { name } of tables) {
    const { rowCount } = await pool.query(`select from "${name}" t where strpos(t::text, $1) > 0 limit 1`, [text])
    if (rowCount) found.push(name)
  }
  return found
}

/** What a doctor finds who tells every history again and holds it against what is kept. */
export async function ailments(pool: Pool, now: number): Promise<readonly unknown[]> {
  const subject = { pool, now: () => now, onProgress: () => undefined } as unknown as OpenSubject
  return [...(await checkHistories(subject)).findings, ...(await checkCustomers(subject)).findings]
}

/** What was answered by an act that went through. */
export async function joined<T>(result: Promise<Result<T>>): Promise<T> {
  const answer = await result
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  return answer.value
}

/** What was told; up to when, by which model, and under which number each fact was sent, aside. */
export const plain = ({ standings, spans, months }: Awaited<ReturnType<typeof toldBy>>): unknown => ({
  standings: standings.map((row) => {
    const { state, rule, unit, paid, orders, heard, memory } = row as Record<string, unknown> & { memory: Record<string, unknown> & { said: object } }
    const known = JSON.stringify(memory, (name, value: unknown) => (name === 'member' ? undefined : value))
    return { state, rule, unit, paid, orders, heard, memory: { ...(JSON.parse(known) as object), told: 0 } }
  }),
  spans: spans.map((row) => ({ ...(row as object), key: '' })),
  months: months.map((row) => ({ ...(row as object), key: '' })),
})

/** Facts in batches of any size, in any order. */
export function split(facts: readonly Fact[], dice: { next: () => { value: number } }): Fact[][] {
  const shuffled = facts.map((f) => [dice.next().value, f] as const).toSorted((a, b) => a[0] - b[0]).map(([, f]) => f)
  const parts: Fact[][] = []
  while (shuffled.length > 0) parts.push(shuffled.splice(0, 1 + (dice.next().value % 12)))
  return parts
}
