import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { listJobs } from '#actions/house/jobs/read-jobs.ts'
import { workOnce } from '#actions/house/jobs/work.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { changePolicy } from '#actions/relationship/policy/change-policy.ts'
import { tryPolicy } from '#actions/relationship/policy/try-policy.ts'
import { retell } from '#actions/relationship/retell.ts'
import { stateOf } from '#core/relationship/state.ts'
import { playSample } from '#sample/play.ts'
import { readTelling } from '#store/relationship/tellings.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, toldBy } from '../world.ts'

const NOW = Date.UTC(2026, 0, 1)
const KILLS = 4

test('a change of policy whose process is killed, again and again: the old map stays, and the next process tells the new one, as foretold', async () => {
  const { pool, connection } = await testDatabase()
  const ctx = contextOf(pool, NOW)
  await openHouse(ctx, { name: 'Test', zone: 'UTC', currency: 'EUR', languages: ['en'], sample: false })
  await importFacts(ctx, 'histories', [...playSample({ customers: 1500, years: 2, seed: 3, end: NOW }).customers].flatMap(({ record, facts }) => [{ record }, ...facts.map((fact) => ({ fact }))]))
  const before = await toldBy(pool)
  const changes = { heart_positive: 0.15, half_life_days: 60 }
  const foretold = await tryPolicy(ctx, { changes })
  const changed = await changePolicy(ctx, { changes, reason: 'a test', expected_version: 1 })
  expect([foretold.ok, changed.ok]).toEqual([true, true])
  let killed = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const running = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'jobs-child.ts'), JSON.stringify(connection)], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(running, 'exit')
    await once(running.stdout, 'data')
    await new Promise((resolve) => setTimeout(resolve, 60 + kill * 90))
    running.kill('SIGKILL')
    await ended
    if ((await readTelling(pool, 'current'))?.policy_version !== 1) break
    killed++
    expect(await toldBy(pool)).toEqual(before)
  }
  expect(killed).toBeGreaterThan(0)
  // PostgreSQL notices a killed client when it next speaks to it; until then its work is taken for alive.
  const idle = new AbortController().signal
  await expect.poll(() => workOnce(ctx, { signal: idle }).then(() => readTelling(pool, 'current')).then((telling) => telling?.policy_version), { timeout: 20_000 }).toBe(2)
  expect(await listJobs(ctx, { limit: 10 })).toMatchObject([{ kind: 'retell', reason: 'policy', state: 'done', result: { policy: 2 } }])
  const { standings } = await toldBy(pool)
  if (foretold.ok) for (const { state, would } of foretold.value.states) expect([state, (standings as { state: number }[]).filter((row) => stateOf(row.state) === state).length]).toEqual([state, would.value])
  const told = await toldBy(pool)
  await retell(ctx, { keepModel: true })
  expect(await toldBy(pool)).toEqual(told)
  expect((await pool.query(`select from telling where state = 'making'`)).rowCount).toBe(0)
}, 120_000)
