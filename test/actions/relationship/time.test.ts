import { afterAll, expect, test } from 'vitest'
import { sendFacts } from '#actions/history/send-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { timeLag } from '#actions/relationship/time-lag.ts'
import { startKeepingTime } from '#jobs/keep-time.ts'
import { openPool } from '#store/pool.ts'
import { contextOf, sent } from '#test/actions/world.ts'
import { fact } from '#test/core/relationship/histories.ts'
import { testDatabase } from '#test/setup/database.ts'

const { pool, connection } = await testDatabase()
const other = openPool({ connection })
afterAll(() => other.end())

/** Two contexts over one database, by the real clock. */
const clocked = [pool, other].map((each) => ({ ...contextOf(each, 0), now: Date.now }))
const [here, there] = clocked as [(typeof clocked)[number], (typeof clocked)[number]]
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const DAY = 86_400_000
const EVERY_MS = 250
const CUSTOMERS = 60

/** Bound by a contract until a moment, and nothing else: the moment passes, and they stand elsewhere. */
async function bindUntil(who: string, moments: readonly number[]): Promise<void> {
  const began = Date.now()
  const histories = moments.flatMap((until, i) => [
    ...[20, 10].map((days) => fact('purchase', 0, { customer: `${who}${i}`, id: `${i}-${days}`, at: began - days * DAY })),
    fact('contract', 0, { customer: `${who}${i}`, id: `${i}-contract`, at: began - 1000, action: 'started', locked_until: until }),
  ])
  const receipts = await sendFacts(here, histories.map(sent))
  expect(receipts.filter(({ status }) => status !== 'taken')).toEqual([])
}

test('what time alone moves is told within one round of its moment, dated to that moment, and announced once, by two keepers at once', async () => {
  await openHouse(here)
  const began = Date.now()
  const moments = Array.from({ length: CUSTOMERS }, (_, i) => began + 2500 + i * 40)
  await bindUntil('c', moments)
  const failures: Error[] = []
  const log = { done: () => undefined, failed: (error: Error) => void failures.push(error) }
  const keepers = [startKeepingTime(here, log, EVERY_MS), startKeepingTime(there, log, EVERY_MS)]
  const seenAfter: number[] = []
  const lags: number[] = []
  while (seenAfter.length < CUSTOMERS && Date.now() < began + 30_000) {
    const { rows } = await pool.query<{ at: number }>(`select at from notice where detail->>'from' = 'handcuffed' order by at`)
    for (const { at } of rows.slice(seenAfter.length)) seenAfter.push(Date.now() - at)
    lags.push(await timeLag(here))
    await sleep(20)
  }
  await Promise.all(keepers.map((keeper) => keeper.stop()))
  const { rows } = await pool.query<{ key: string; at: number; to: string }>(
    `select key, at, detail->>'to' as to from notice join customer using (customer) where detail->>'from' = 'handcuffed' order by at`)
  expect(rows).toEqual(moments.map((at, i) => ({ key: `c${i}`, at, to: 'satisfied' })))
  // A round, the time it takes, and a machine that is busy with other tests: a round of 20 s stays under a minute by as much.
  expect(Math.max(...seenAfter)).toBeLessThan(EVERY_MS + 5000)
  expect(Math.max(...lags)).toBeLessThan((EVERY_MS + 5000) / 1000)
  expect(failures).toEqual([])
}, 60_000)

test('how far behind time the map is, is a number: it grows while nobody keeps time, and is nothing when somebody has', async () => {
  const due = Date.now() + 4000 // time enough to get there on a busy machine
  await bindUntil('d', [...Array.from({ length: CUSTOMERS }, () => Date.now() + DAY), due])
  await keepTime(here)
  expect(await timeLag(here)).toBe(0)
  await sleep(Math.max(0, due - Date.now()) + 700)
  const lag = await timeLag(here)
  expect(lag).toBeGreaterThanOrEqual(0.7)
  expect(lag).toBeLessThan((Date.now() - due) / 1000 + 0.1)
  expect(await keepTime(here)).toBeGreaterThan(0)
  expect(await timeLag(here)).toBe(0)
})

test('where the feed has stopped, time stands still, and nobody is behind it', async () => {
  const late = { ...here, now: () => Date.now() + 400 * DAY }
  expect(await timeLag(late)).toBe(0)
})
