import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eraseCustomer } from '#actions/customers/erase-customer.ts'
import { mergeCustomers } from '#actions/customers/merge-customers.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { retell } from '#actions/relationship/retell.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { ailments, everywhere, joined } from './customers.ts'

const { pool, connection } = await testDatabase()
const ctx = contextOf(pool, on(820))
const KILLS = 10
const KEY = 'the-key-of-somebody'

/** How many rows of each kind there are that name them or are theirs. */
const kept = async (): Promise<readonly string[]> => everywhere(pool, KEY)
const counts = async (): Promise<unknown> =>
  (await pool.query(`select (select count(*) from fact) as facts, (select count(*) from customer) as customers, (select count(*) from member) as members,
    (select count(*) from standing) as standings, (select count(*) from erased) as erased, (select count(*) from audit where what = 'customer.erased') as receipts`)).rows[0]

test('an erasure that is killed has erased everything or nothing, and is finished by asking again', async () => {
  await openHouse(ctx)
  for (let at = 0; at < 3000; at += 1000)
    await sendFacts(ctx, Array.from({ length: 1000 }, (_, i) => sent(fact((at + i) % 2 ? 'purchase' : 'felt', (at + i) % 800, { customer: i % 2 ? KEY : `${KEY}-2`, id: `f${at + i}` }))))
  await sendFacts(ctx, [sent(fact('referral', 3, { customer: 'bo', invitee: KEY }))])
  await joined(mergeCustomers(ctx, { key: KEY, other: `${KEY}-2` }))
  await retell(ctx)
  const before = [await kept(), await counts()]
  const child = join(import.meta.dirname, 'erase-child.ts')
  let untouched = 0
  for (let kill = 0; kill < KILLS && untouched === kill; kill++) {
    const running = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, JSON.stringify(connection), KEY], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(running, 'exit')
    await once(running.stdout, 'data')
    await new Promise((resolve) => setTimeout(resolve, 5 + kill * 12))
    running.kill('SIGKILL')
    await ended
    // What a killed client was doing, PostgreSQL notices when it is next spoken to; until then it may still come to its end.
    await expect.poll(async () => (await pool.query(`select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`)).rowCount, { timeout: 20_000 }).toBe(0)
    const after = [await kept(), await counts()]
    if ((after[0] as string[]).length > 0) {
      expect(after).toEqual(before)
      untouched++
    }
  }
  expect(untouched).toBeGreaterThan(0)
  expect((await eraseCustomer(ctx, { key: KEY, confirmed: KEY })).ok).toBe(true)
  expect(await kept()).toEqual([])
  expect(await counts()).toMatchObject({ facts: 1, members: 0, erased: 2, receipts: 1 })
  expect(await ailments(pool, ctx.at)).toEqual([])
}, 120_000)
