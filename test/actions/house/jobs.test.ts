import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { askDue, askLeft } from '#actions/house/jobs/ask-due.ts'
import { askJob } from '#actions/house/jobs/ask-job.ts'
import { cancelJob } from '#actions/house/jobs/cancel-job.ts'
import { listJobs, showJob, type ShownJob } from '#actions/house/jobs/read-jobs.ts'
import { seeThrough } from '#actions/house/jobs/see-through.ts'
import { workOnce } from '#actions/house/jobs/work.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { changePolicy } from '#actions/relationship/policy/change-policy.ts'
import { changeLearning } from '#actions/relationship/model/change-learning.ts'
import { readModel } from '#actions/relationship/model/read-model.ts'
import { newestVersion } from '#actions/relationship/policy/read-policy.ts'
import { retell } from '#actions/relationship/retell.ts'
import { nightsAround } from '#core/relationship/learning.ts'
import { zoneOf } from '#core/units/zone.ts'
import { startWorking } from '#jobs/run-jobs.ts'
import { openPool } from '#store/pool.ts'
import { readTelling } from '#store/relationship/tellings.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent, toldBy } from '#test/actions/world.ts'
import { DAY, history, START } from '#test/core/relationship/histories.ts'

const { pool, connection } = await testDatabase()
const ctx = contextOf(pool, START + 820 * DAY)
const idle = new AbortController().signal
const log = { done: () => undefined, failed: () => undefined }

beforeAll(async () => {
  await openHouse(ctx)
  const facts = fc.sample(history(20), { numRuns: 150, seed: 5 }).flatMap((h, i) => h.map((f) => ({ fact: { ...f, customer: `c${i}`, id: `${i}-${f.id}` } })))
  await importFacts(ctx, 'histories', facts)
}, 60_000)
beforeEach(async () => void (await pool.query('truncate job')))

const work = async (): Promise<void> => {
  while (await workOnce(ctx, { signal: idle }));
}
const shown = async (id: number): Promise<ShownJob> => {
  const job = await showJob(ctx, id)
  if (!job.ok) throw new Error('there is no such job')
  return job.value
}
const change = async (changes: object): Promise<number> => {
  const changed = await changePolicy(ctx, { changes, reason: 'a test', expected_version: await newestVersion(ctx) })
  if (!changed.ok) throw new Error(JSON.stringify(changed.refusals))
  return changed.value.job
}
const inForce = async (): Promise<number | undefined> => (await readTelling(pool, 'current'))?.policy_version

describe('a job', () => {
  test('waits, is done once, and says what came of it', async () => {
    const id = await askJob(ctx, 'retell')
    expect(await askJob(ctx, 'retell')).toBe(id)
    expect(await shown(id)).toMatchObject({ kind: 'retell', reason: 'asked', state: 'waiting', asked_by: 'test', tries: 0, result: null, refusal: null })
    await work()
    const telling = (await readTelling(pool, 'current'))?.id
    expect(await shown(id)).toMatchObject({ state: 'done', tries: 1, result: { telling, told: 150 }, progress: null })
    expect(await workOnce(ctx, { signal: idle })).toBe(false)
    expect((await listJobs(ctx, { state: 'done', limit: 10 })).map((job) => job.id)).toEqual([id])
    expect((await showJob(ctx, 999)).ok).toBe(false)
  })

  test('that waits for the policy alone learns too where somebody asks for that', async () => {
    const model = (await readTelling(pool, 'current'))?.model.id ?? 0
    const id = await change({ heart_high: 0.5 })
    expect(await askJob(ctx, 'retell')).toBe(id)
    await work()
    expect(await shown(id)).toMatchObject({ reason: 'asked', result: { policy: await newestVersion(ctx) } })
    expect((await readTelling(pool, 'current'))?.model.id).toBeGreaterThan(model)
  })

  test('is done by one of many processes', async () => {
    const others = [1, 2, 3].map(() => openPool({ connection }))
    const before = (await readTelling(pool, 'current'))?.id ?? 0
    const id = await askJob(ctx, 'retell')
    const did = await Promise.all([ctx, ...others.map((other) => contextOf(other, ctx.at))].map((each) => workOnce(each, { signal: idle })))
    expect(did.filter(Boolean)).toHaveLength(1)
    expect(await shown(id)).toMatchObject({ state: 'done', tries: 1, result: { telling: before + 1 } })
    await Promise.all(others.map((other) => other.end()))
  })

  test('that broke is tried again later, and has failed after five tries', async () => {
    await pool.query(`alter table model add constraint broken check (id < 0) not valid`)
    const id = await askJob(ctx, 'retell')
    const waits: number[] = []
    for (let tries = 1; tries <= 5; tries++) {
      await work()
      const job = await shown(id)
      expect(job).toMatchObject({ tries, state: tries < 5 ? 'waiting' : 'failed', refusal: { code: 'job_broke', values: { reason: expect.stringContaining('broken') as string } } })
      const due = (await pool.query<{ at: number }>('select not_before as at from job')).rows[0]?.at ?? 0
      waits.push(due - ctx.at)
      ctx.at = Math.max(ctx.at, due)
    }
    expect(waits.slice(0, 4).map((ms) => ms / 1000)).toEqual([10, 60, 300, 1800])
    expect((await seeThrough(ctx, id, { signal: idle })).ok).toBe(true)
    await pool.query(`alter table model drop constraint broken`)
  })

  test('whose process is gone is taken up at once, from the beginning, and not for ever', async () => {
    const id = await askJob(ctx, 'retell')
    await pool.query(`update job set state = 'running', tries = 1, phase = 'telling', done = 5, total = 10`)
    await work()
    expect(await shown(id)).toMatchObject({ state: 'done', tries: 2 })
    const lost = await askJob(ctx, 'retell')
    await pool.query(`update job set state = 'running', tries = 5 where id = $1`, [lost])
    await work()
    expect(await shown(lost)).toMatchObject({ state: 'failed', refusal: { code: 'job_lost', values: { tries: 5 } } })
  })

  test('that is stopped with its process is left to the next as if it had not begun, and the map is as it was', async () => {
    const before = await toldBy(pool)
    const id = await askJob(ctx, 'retell')
    const stopping = new AbortController()
    await workOnce(ctx, { signal: stopping.signal, onProgress: ({ phase }) => phase === 'telling' && stopping.abort() })
    expect(await shown(id)).toMatchObject({ state: 'running', tries: 0, refusal: null })
    expect(await toldBy(pool)).toEqual(before)
    await work()
    expect(await shown(id)).toMatchObject({ state: 'done', tries: 1 })
  })

  test('can be cancelled while it waits and while it runs; the one that a version needs cannot', async () => {
    const waiting = await askJob(ctx, 'retell')
    expect(await cancelJob(ctx, waiting)).toMatchObject({ value: { state: 'cancelled' } })
    expect(await cancelJob(ctx, waiting)).toMatchObject({ refusals: [{ code: 'job_ended' }] })
    const running = await askJob(ctx, 'retell')
    const before = (await readTelling(pool, 'current'))?.id
    // The cancelling is found at the next note of progress; until then the work is held up between two chunks.
    let told = false
    const blocked = pool.connect().then(async (client) => {
      await client.query('begin; lock table company in access exclusive mode')
      return client
    })
    const client = await blocked
    const working = workOnce(ctx, { signal: idle }).then(() => (told = true))
    await vi.waitFor(async () => expect((await shown(running)).state).toBe('running'))
    expect(await cancelJob(ctx, running)).toMatchObject({ value: { state: 'running' } })
    await new Promise((resolve) => setTimeout(resolve, 1200))
    expect(told).toBe(false)
    await client.query('rollback')
    client.release()
    await working
    expect(await shown(running)).toMatchObject({ state: 'cancelled' })
    expect((await readTelling(pool, 'current'))?.id).toBe(before)
    expect(await cancelJob(ctx, await change({ heart_high: 0.55 }))).toMatchObject({ refusals: [{ code: 'job_needed' }] })
    expect(await cancelJob(ctx, 99)).toMatchObject({ refusals: [{ code: 'job_unknown' }] })
    await work()
  }, 20_000)
})

test('two changes of policy, a retelling, an import and live facts at once, from two processes: the newest version is told, of all facts', async () => {
  const other = openPool({ connection })
  const ctx2 = contextOf(other, ctx.at)
  const workers = [startWorking(ctx, log, { look: 20 }), startWorking(ctx2, log, { look: 20 })]
  const part = (seed: number, name: string): { fact: never }[] => fc.sample(history(15), { numRuns: 60, seed }).flatMap((h, i) => h.map((f) => ({ fact: { ...f, customer: `${name}${i}`, id: `${name}-${i}-${f.id}` } as never })))
  const changes = async (by: typeof ctx, settings: readonly number[]): Promise<void> => {
    for (const heart_positive of settings) {
      for (;;) {
        const changed = await changePolicy(by, { changes: { heart_positive }, reason: 'at once', expected_version: await newestVersion(by) })
        if (changed.ok || changed.refusals[0]?.code !== 'policy_overtaken') break
      }
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
  }
  const live = part(9, 'l').map(({ fact }) => sent(fact))
  await Promise.all([
    changes(ctx, [0.2, 0.21, 0.22]), changes(ctx2, [0.31, 0.32, 0.33]), retell(ctx2), importFacts(ctx2, 'more', part(8, 'i')),
    (async () => {
      for (let at = 0; at < live.length; at += 20) await sendFacts(ctx, live.slice(at, at + 20))
    })(),
  ])
  const newest = await newestVersion(ctx)
  await vi.waitFor(async () => expect(await inForce()).toBe(newest), { timeout: 20_000 })
  await vi.waitFor(async () => expect((await listJobs(ctx, { limit: 50 })).filter((job) => job.state !== 'done')).toEqual([]), { timeout: 20_000 })
  await Promise.all(workers.map((worker) => worker.stop()))
  await other.end()
  const told = await toldBy(pool)
  expect(told.standings).toHaveLength(270)
  await retell(ctx, { keepModel: true })
  expect(spans(await toldBy(pool))).toEqual(spans(told))
  expect((await pool.query(`select from telling where state in ('making', 'old')`)).rowCount).toBe(1)
}, 60_000)

const spans = (told: Awaited<ReturnType<typeof toldBy>>): unknown => [told.spans, told.months]

const visits = async (customers: number): Promise<unknown> =>
  sendFacts(ctx, Array.from({ length: customers }, (_, i) => ({ kind: 'visit', id: `v${ctx.at}-${i}`, source: 's', customer: `c${i}`, at: new Date(ctx.at - 1000).toISOString(), channel: 'web' })))

describe('what time makes due', () => {
  test('a version that nobody told, a model that much has happened since, tellings and jobs that are left', async () => {
    await askDue(ctx)
    expect(await listJobs(ctx, { limit: 10 })).toEqual([])
    await change({ heart_positive: 0.25 })
    await pool.query('truncate job')
    await askDue(ctx)
    await askDue(ctx)
    expect(await listJobs(ctx, { limit: 10 })).toMatchObject([{ kind: 'retell', reason: 'policy', asked_by: 'troth' }])
    await work()
    expect(await inForce()).toBe(await newestVersion(ctx))

    // Thursday, and a model that knows of no chances yet: it waits a day, and for a tenth of the customers.
    ctx.at += 2 * DAY
    await askDue(ctx)
    expect(await listJobs(ctx, { state: 'waiting', limit: 10 })).toEqual([])
    await visits(60)
    await askDue(ctx)
    expect(await listJobs(ctx, { state: 'waiting', limit: 10 })).toMatchObject([{ kind: 'retell', reason: 'model' }])
    await work()
    await askDue(ctx)
    expect(await listJobs(ctx, { state: 'waiting', limit: 10 })).toEqual([])

    ctx.at += 91 * DAY
    await askDue(ctx)
    expect(await listJobs(ctx, { state: 'waiting', limit: 10 })).toMatchObject([{ kind: 'tidy', reason: 'time' }])
    await work()
    expect(await listJobs(ctx, { limit: 10 })).toMatchObject([{ kind: 'tidy', state: 'done', result: { tellings: 0, jobs: 3 } }])
  })

  test('the night to Monday: the model is learned anew and the map proven, once, and never while facts stand still or it is off', async () => {
    await pool.query('truncate job')
    const waiting = async (): Promise<unknown> => {
      await askDue(ctx)
      return (await listJobs(ctx, { state: 'waiting', limit: 10 })).map(({ kind, reason }) => [kind, reason])
    }
    const { model, through } = (await pool.query<{ model: number; through: number }>(`select model, (body ->> 'through')::bigint as through from telling t join model m on m.id = model where state = 'current'`)).rows[0]!
    const monday = nightsAround(ctx.at, 'weekly', zoneOf('UTC'))!.next
    ctx.at = monday + 30 * DAY
    expect(await waiting()).toEqual([])

    ctx.at = nightsAround(ctx.at, 'weekly', zoneOf('UTC'))!.next - 60_000
    await pool.query(`update model set made_at = to_timestamp($1 / 1000.0) where id = $2`, [ctx.at - DAY, model])
    await visits(3)
    expect(await waiting()).toEqual([])
    await changeLearning(ctx, { every: 'off' })
    ctx.at += 120_000
    expect(await waiting()).toEqual([])
    await changeLearning(ctx, { every: 'weekly' })
    expect(await waiting()).toEqual([['retell', 'model']])
    await work()
    expect((await listJobs(ctx, { limit: 10 })).map(({ kind, reason, state }) => [kind, reason, state])).toEqual([['prove', 'model', 'done'], ['retell', 'model', 'done']])
    const shown = await readModel(ctx)
    expect([shown.id, Date.parse(shown.made_at), shown.learning.every]).toEqual([model + 1, ctx.at, 'weekly'])
    expect(Date.parse(shown.through ?? '')).toBeGreaterThan(through)
    expect(shown.earlier[0]).toMatchObject({ id: model, kind: shown.stay?.kind ?? null })
    expect(await waiting()).toEqual([])
  }, 60_000)

  test('what killed processes left: half an import, and a telling that nobody makes', async () => {
    await pool.query('truncate job')
    await askLeft(ctx)
    expect(await listJobs(ctx, { limit: 10 })).toEqual([])
    await pool.query(`insert into import (what, state, begun_at) values ('half', 'reading', now()); insert into telling select 999, policy, model, 'making', until, made_at from telling where state = 'current'`)
    await askLeft(ctx)
    await askLeft(ctx)
    expect(await listJobs(ctx, { limit: 10 })).toMatchObject([{ kind: 'tidy', reason: 'time' }])
    await work()
    expect(await listJobs(ctx, { limit: 10 })).toMatchObject([{ kind: 'tidy', state: 'done', result: { imports: 1, tellings: 1 } }])
    expect((await pool.query(`select from import where what = 'half' union all select from telling where state = 'making'`)).rowCount).toBe(0)
  })
})

test('who works in the background says what was done, and nothing of what was only left', async () => {
  await pool.query('truncate job')
  const done: number[] = []
  const failed: string[] = []
  const told = { done: ({ id }: Readonly<Record<string, number>>) => void done.push(id as number), failed: (error: Error) => void failed.push(error.message) }
  const first = await askJob(ctx, 'retell')
  const worker = startWorking(ctx, told, { look: 20 })
  await vi.waitFor(() => expect(done).toEqual([first]), 10_000)
  await worker.stop()
  const second = await askJob(ctx, 'retell')
  const left = startWorking(ctx, told, { look: 20 })
  await vi.waitFor(async () => expect((await shown(second)).state).toBe('running'), 10_000)
  await left.stop()
  expect(['running', 'done']).toContain((await shown(second)).state)
  expect(done).toEqual((await shown(second)).state === 'done' ? [first, second] : [first])
  expect(failed).toEqual([])
  await work()
})
