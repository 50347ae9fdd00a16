import fc from 'fast-check'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Fact } from '#core/history/fact.ts'
import { checkErased } from '#actions/customers/check-erased.ts'
import { eraseCustomer } from '#actions/customers/erase-customer.ts'
import { mergeCustomers } from '#actions/customers/merge-customers.ts'
import { partCustomers } from '#actions/customers/part-customers.ts'
import { importFacts, type Item } from '#actions/history/import/import-facts.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { undoImport } from '#actions/history/undo-import.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { retell } from '#actions/relationship/retell.ts'
import { openPool } from '#store/pool.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent, toldBy } from '#test/actions/world.ts'
import { fact, history, on } from '#test/core/relationship/histories.ts'
import { ailments, cleared, everywhere, joined, plain } from './customers.ts'

const { pool, connection } = await testDatabase()
const ctx = contextOf(pool, on(820))
beforeAll(() => openHouse(ctx))
beforeEach(() => cleared(pool))

const CUSTOMERS = 30
const facts = (seed: number, name: string): Fact[] =>
  fc.sample(history(20), { numRuns: CUSTOMERS, seed }).flatMap((h, i) => h.map((f) => ({ ...f, customer: `person-${i}-key`, id: `${name}-${f.id}` })))
const named = (i: number): string => `person-${i}-key`

async function nothingLeftOf(keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    expect(await joined(checkErased(ctx, key))).toMatchObject({ erased_at: expect.any(String) as string, left: [] })
    expect([key, await everywhere(pool, key)]).toEqual([key, []])
  }
}

test('merging, parting, erasing, sending, importing, undoing, retelling and keeping time at once, from two processes', async () => {
  const other = openPool({ connection })
  const ctx2 = contextOf(other, ctx.at)
  const live = facts(1, 'live')
  await sendFacts(ctx, live.filter((_, i) => i % 4 === 0).map(sent))
  const sendAll = async (by: typeof ctx, some: readonly Fact[]): Promise<void> => {
    for (let at = 0; at < some.length; at += 10) await sendFacts(by, some.slice(at, at + 10).map(sent))
  }
  const gone = [0, 5, 10, 15, 20]
  const eraseSome = async (by: typeof ctx): Promise<void> => {
    for (const i of gone) {
      const answer = await eraseCustomer(by, { key: named(i), confirmed: named(i) })
      // Erased already under another key that was merged with this one.
      expect(answer.ok || answer.refusals[0]?.code).toBeOneOf([true, 'customer_erased'])
    }
  }
  const mergeSome = async (by: typeof ctx, step: number): Promise<void> => {
    for (let i = 1; i + step < CUSTOMERS; i += 3) if (!gone.includes(i) && !gone.includes(i + step)) await mergeCustomers(by, { key: named(i), other: named(i + step) })
  }
  const partSome = async (by: typeof ctx): Promise<void> => {
    for (let i = 1; i + 1 < CUSTOMERS; i += 6) await partCustomers(by, { key: named(i), other: named(i + 1) })
  }
  const broughtAndTaken = async (): Promise<void> => {
    const { id } = await importFacts(ctx2, 'gone', facts(2, 'gone').map((f) => ({ fact: f })))
    await joined(undoImport(ctx2, id as number))
  }
  await Promise.all([
    sendAll(ctx, live.filter((_, i) => i % 2 === 0)), sendAll(ctx2, live.filter((_, i) => i % 2 === 1)), importFacts(ctx, 'stays', facts(3, 'stays').map((f) => ({ fact: f }))), broughtAndTaken(),
    mergeSome(ctx, 1), mergeSome(ctx2, 4), partSome(ctx2), eraseSome(ctx), eraseSome(ctx2), retell(ctx), retell(ctx2), keepTime(ctx), keepTime(ctx2),
  ])
  await other.end()
  await keepTime(ctx)
  await nothingLeftOf(gone.map(named))
  expect(await ailments(pool, ctx.at)).toEqual([])
  const told = plain(await toldBy(pool))
  await retell(ctx, { keepModel: true })
  expect(plain(await toldBy(pool))).toEqual(told)
  await nothingLeftOf(gone.map(named))
}, 120_000)

test('rows that an import read before somebody was erased are refused when they move in', async () => {
  await sendFacts(ctx, [sent(fact('purchase', 1, { customer: named(1), id: 'first' })), sent(fact('purchase', 1, { customer: 'bo' }))])
  async function* items(): AsyncGenerator<Item> {
    yield { fact: fact('purchase', 2, { customer: named(1), id: 'staged' }) }
    yield { record: { record: 'customer', key: named(1), name: 'Staged' } }
    yield { fact: fact('referral', 2, { customer: 'bo', invitee: named(1) }) }
    expect((await eraseCustomer(ctx, { key: named(1), confirmed: named(1) })).ok).toBe(true)
    yield { fact: fact('purchase', 3, { customer: named(1), id: 'later' }) }
  }
  expect(await importFacts(ctx, 'slow', items())).toMatchObject({ facts: { taken: 1 }, rejected: { rows: 3, groups: [{ code: 'customer_erased' }] } })
  await nothingLeftOf([named(1)])
  expect(await ailments(pool, ctx.at)).toEqual([])
})

test('an erasure waits for a telling that is being made, and a merging is in it', async () => {
  await sendFacts(ctx, facts(4, 'f').map(sent))
  const acts: Promise<unknown>[] = []
  await retell(ctx, {
    onProgress: ({ phase }) => {
      if (phase !== 'finishing' || acts.length > 0) return
      // All histories were streamed by now, hers and those of the two among them.
      acts.push(joined(mergeCustomers(ctx, { key: named(2), other: named(3) })), joined(eraseCustomer(ctx, { key: named(1), confirmed: named(1) })))
    },
  })
  expect(await Promise.all(acts)).toHaveLength(2)
  await nothingLeftOf([named(1)])
  expect(await ailments(pool, ctx.at)).toEqual([])
  expect((await toldBy(pool)).standings).toHaveLength(CUSTOMERS - 2)
})

test('many erasures that wait leave connections for others', async () => {
  await sendFacts(ctx, facts(5, 'f').map(sent))
  const holder = await pool.connect()
  await holder.query('select pg_advisory_lock(7420002)')
  const erasures = Array.from({ length: 15 }, (_, i) => eraseCustomer(ctx, { key: named(i), confirmed: named(i) }))
  expect(await sendFacts(ctx, [sent(fact('visit', 5, { customer: 'somebody' }))])).toMatchObject([{ status: 'taken' }])
  await holder.query('select pg_advisory_unlock(7420002)')
  holder.release()
  expect((await Promise.all(erasures)).every(({ ok }) => ok)).toBe(true)
}, 60_000)
