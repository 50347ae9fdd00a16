import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Fact } from '#core/history/fact.ts'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { undoImport } from '#actions/history/undo-import.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { retell } from '#actions/relationship/retell.ts'
import { openPool } from '#store/pool.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent, toldBy } from '#test/actions/world.ts'
import { DAY, history, START } from '#test/core/relationship/histories.ts'

const { pool, connection } = await testDatabase()
const ctx = contextOf(pool, START + 820 * DAY)
beforeAll(() => openHouse(ctx))

const CUSTOMERS = 40
const named = (f: Fact, customer: number, part: string): Fact => ({ ...f, customer: `c${customer}`, id: `${part}-${f.id}` })
const part = (name: string, seed: number): Fact[] =>
  fc.sample(history(25), { numRuns: CUSTOMERS, seed }).flatMap((h, i) => h.map((f) => named(f, i, name)))

test('imports, undone imports, live facts, retellings and the keeper of time at once, from two processes, leave the map of the facts that stayed', async () => {
  const other = openPool({ connection })
  const ctx2 = contextOf(other, ctx.at)
  const live = part('live', 1)
  const sendAll = async (by: typeof ctx, facts: readonly Fact[]): Promise<void> => {
    for (let at = 0; at < facts.length; at += 15) await sendFacts(by, facts.slice(at, at + 15).map(sent))
  }
  const bring = (by: typeof ctx, name: string, seed: number): ReturnType<typeof importFacts> => importFacts(by, name, part(name, seed).map((fact) => ({ fact })))
  const broughtAndTaken = async (): Promise<void> => {
    const { id } = await bring(ctx2, 'gone', 2)
    const undone = await undoImport(ctx2, id as number)
    expect(undone.ok).toBe(true)
  }
  const twice = async <T>(work: () => Promise<T>): Promise<void> => {
    for (let time = 0; time < 3; time++) await work()
  }
  await Promise.all([
    sendAll(ctx, live.filter((_, i) => i % 2 === 0)), sendAll(ctx2, live.filter((_, i) => i % 2 === 1 || i % 10 === 0)),
    bring(ctx, 'stays', 3), broughtAndTaken(), twice(() => retell(ctx)), twice(() => keepTime(ctx2)), twice(() => retell(ctx2)),
  ])
  await other.end()
  await keepTime(ctx)
  const told = await toldBy(pool)
  const { rows } = await pool.query<{ n: number }>('select count(*) as n from fact')
  expect(rows[0]?.n).toBe(live.length + part('stays', 3).length)
  await retell(ctx)
  const anew = await toldBy(pool)
  expect(plain(told)).toEqual(plain(anew))
  expect(told.spans).toEqual(anew.spans)
  expect(told.months).toEqual(anew.months)
  expect((await pool.query(`select from telling where state = 'making'`)).rowCount).toBe(0)
}, 90_000)

/** Memories; up to when each was told, and figures by the model of the day, aside. */
const plain = (told: Awaited<ReturnType<typeof toldBy>>): unknown[] =>
  told.standings.map((row) => {
    const { key, state, rule, unit, paid, orders, memory } = row as Record<string, unknown>
    return { key, state, rule, unit, paid, orders, memory: { ...(memory as object), told: 0 } }
  })
