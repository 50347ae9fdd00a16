import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { DEFAULT_POLICY } from '#core/relationship/policy.ts'
import { EMPTY_MODEL, modelUnder } from '#core/relationship/model.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { retell } from '#actions/relationship/retell.ts'
import { insertPolicy } from '#store/relationship/policies.ts'
import { readTelling } from '#store/relationship/tellings.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent, toldBy } from '#test/actions/world.ts'
import { DAY, history, START } from '#test/core/relationship/histories.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, START + 820 * DAY)
beforeAll(async () => {
  await openHouse(ctx)
  const facts = fc.sample(history(30), { numRuns: 60, seed: 5 }).flatMap((h, i) => h.map((f) => sent({ ...f, customer: `c${i}`, id: `${i}-${f.id}` })))
  for (let at = 0; at < facts.length; at += 500) await sendFacts(ctx, facts.slice(at, at + 500))
})

test('it tells under the newest version of the policy, and can keep the model', async () => {
  const first = await retell(ctx)
  await insertPolicy(pool, { version: 2, settings: { ...DEFAULT_POLICY, heart_positive: 0.2 }, reason: 'a lower bar', actor: 'test', same_as: null, made_at: ctx.now() })
  const second = await retell(ctx, { keepModel: true })
  expect([first.policy, second.policy, second.model]).toEqual([1, 2, first.model])
  expect((await readTelling(pool, 'current'))?.policy.heart_positive).toBe(0.2)
  expect((await retell(ctx)).model).toBeGreaterThan(first.model)
})

test('broken off, it leaves the map as it is and nothing beside it, also for the next', async () => {
  await retell(ctx)
  const before = await toldBy(pool)
  const stopping = new AbortController()
  const broken = retell(ctx, { signal: stopping.signal, onProgress: ({ phase }) => phase === 'telling' && stopping.abort(new Error('enough')) })
  await expect(broken).rejects.toThrow('enough')
  expect(await toldBy(pool)).toEqual(before)
  expect((await pool.query(`select from telling where state = 'making'`)).rowCount).toBe(0)
  await retell(ctx)
  expect(await toldBy(pool)).toEqual(before)
})

test('a model that knew enough is known under a stricter policy, and only learning makes one that did not', () => {
  const knows = { ...EMPTY_MODEL, repeaters: 300, usual_gap_days: 20, stay: { kind: 'mbgnbd', parameters: [1, 1, 1, 1], covariance: [], cells: null, chosen: { compared: false, reason: 'before' } } as const }
  const least = (least_repeaters: number): typeof DEFAULT_POLICY => ({ ...DEFAULT_POLICY, least_repeaters })
  expect(modelUnder(knows, least(300))).toBe(knows)
  expect(modelUnder(knows, least(301))).toEqual({ ...knows, usual_gap_days: null, stay: null })
  const ignorant = { ...knows, usual_gap_days: null, stay: null }
  expect([modelUnder(ignorant, least(301)), modelUnder(ignorant, least(300))]).toEqual([ignorant, null])
})
