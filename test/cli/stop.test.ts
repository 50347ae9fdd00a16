import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openHouse } from '#actions/house/open-house.ts'
import { retell } from '#actions/relationship/retell.ts'
import { contextOf, toldBy } from '#test/actions/world.ts'
import { dataFolder, isRunning, open, postmasterOf, until } from '#test/store/troths.ts'
import { runTroth, startTroth } from './troth-child.ts'

const PER_BATCH = 10

/** Sends batches one after the other, as a till does, until nobody answers. @returns the numbers of those that were acknowledged */
async function keepSending(url: string, key: string, name: string, over: AbortSignal, statuses: number[] = []): Promise<{ acknowledged: string[]; statuses: number[] }> {
  const acknowledged: string[] = []
  for (let i = 0; !over.aborted; i++) {
    const at = new Date(Date.UTC(2026, 0, 1, 0, i)).toISOString()
    const batch = Array.from({ length: PER_BATCH }, (_, n) => ({ kind: 'purchase', id: `${name}-${i}-${n}`, source: 'till', customer: `c${(i * 7 + n) % 40}`, at, order: `${name}${i}${n}`, paid: 100 }))
    const answer = await fetch(`${url}v1/facts`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify(batch) }).catch(() => null)
    if (!answer) return { acknowledged, statuses }
    statuses.push(answer.status)
    const body = await answer.text().catch(() => null)
    if (body !== null && answer.status === 200) acknowledged.push(...(JSON.parse(body) as { results: { status: string }[] }).results.flatMap(({ status }, n) => (status === 'taken' ? [`${name}-${i}-${n}`] : [])))
    if (answer.status === 503) await sleep(50)
  }
  return { acknowledged, statuses }
}

test('told to stop while six tills send, it finishes what it began: what it acknowledged is stored, whole and told', async () => {
  const data = await dataFolder()
  const troth = await startTroth(data)
  const key = /troth_\w{16}_[\w-]{43}/.exec(await runTroth(data, 'key', 'create', 'till'))?.[0] ?? ''
  const tills = Array.from({ length: 6 }, (_, i) => keepSending(troth.url, key, `t${i}`, new AbortController().signal))
  await sleep(1500)
  const asked = performance.now()
  expect(await troth.end('SIGTERM')).toBe(0)
  expect(performance.now() - asked).toBeLessThan(10_000)
  const all = await Promise.all(tills)
  expect(new Set(all.flatMap(({ statuses }) => statuses))).toEqual(new Set([200]))
  const acknowledged = all.flatMap((till) => till.acknowledged)
  expect(acknowledged.length).toBeGreaterThan(100)
  expect(await isRunning(await postmasterOf(data))).toBe(false)

  const { pool, close } = await open(data)
  const { rows } = await pool.query<{ id: string }>('select id from fact')
  const stored = new Set(rows.map(({ id }) => id))
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
  // What was stored and not acknowledged was one batch of a till at most, and all of it.
  const rest = Map.groupBy([...stored].filter((id) => !acknowledged.includes(id)), (id) => id.replace(/-\d+$/, ''))
  for (const batch of rest.values()) expect(batch).toHaveLength(PER_BATCH)
  const ctx = contextOf(pool, Date.now())
  await openHouse(ctx)
  const told = await toldBy(pool)
  const { rows: customers } = await pool.query<{ n: number }>('select count(distinct customer) as n from fact')
  expect(told.standings).toHaveLength(customers[0]?.n ?? 0)
  await retell(ctx)
  const anew = await toldBy(pool)
  expect([told.spans, told.months]).toEqual([anew.spans, anew.months])
  await close()
}, 60_000)

test('its database killed under it comes back by itself: 503 with Retry-After meanwhile, and nothing acknowledged is lost', async () => {
  const data = await dataFolder()
  const troth = await startTroth(data)
  const key = /troth_\w{16}_[\w-]{43}/.exec(await runTroth(data, 'key', 'create', 'till'))?.[0] ?? ''
  const over = new AbortController()
  const heard: number[][] = [[], [], [], []]
  const tills = heard.map((statuses, i) => keepSending(troth.url, key, `t${i}`, over.signal, statuses))
  for (let kill = 0; kill < 2; kill++) {
    await sleep(700)
    const pid = await postmasterOf(data)
    process.kill(pid ?? 0, 'SIGKILL')
    await until(async () => ![pid, undefined].includes(await postmasterOf(data)), 'it is started again')
    await sleep(1100) // an answer of before may be given for a second
    await until(async () => (await fetch(`${troth.url}readyz`)).status === 200, 'it is ready again')
  }
  await until(() => heard.every((statuses) => statuses.at(-1) === 200), 'every till is served again')
  over.abort()
  const all = await Promise.all(tills)
  const statuses = all.flatMap((till) => till.statuses)
  expect(new Set(statuses)).toEqual(new Set([200, 503]))
  const acknowledged = all.flatMap((till) => till.acknowledged)
  expect(await troth.end('SIGTERM')).toBe(0)
  const { pool, close } = await open(data)
  const stored = new Set((await pool.query<{ id: string }>('select id from fact')).rows.map(({ id }) => id))
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
  await close()
}, 60_000)
