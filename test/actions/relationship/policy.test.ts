import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { STATES, stateOf } from '#core/relationship/state.ts'
import { mergeCustomers } from '#actions/customers/merge-customers.ts'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { readMap } from '#actions/map/read-map.ts'
import { workOnce } from '#actions/house/jobs/work.ts'
import { changePolicy, goBack } from '#actions/relationship/policy/change-policy.ts'
import { listPolicyVersions, newestVersion, showPolicy } from '#actions/relationship/policy/read-policy.ts'
import { tryPolicy } from '#actions/relationship/policy/try-policy.ts'
import type { TryPolicyAnswer } from '#contract/relationship/policy-answers.ts'
import type { Result } from '#contract/refusals.ts'
import { retell } from '#actions/relationship/retell.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, toldBy } from '#test/actions/world.ts'
import { DAY, history, START } from '#test/core/relationship/histories.ts'

const { pool } = await testDatabase()
// With a secret that is always the same, so are the numbers of customers, and the samples.
const ctx = { ...contextOf(pool, START + 820 * DAY), random: (bytes: number) => Buffer.alloc(bytes, 1) }
const CUSTOMERS = 400

beforeAll(async () => {
  await openHouse(ctx)
  const facts = fc.sample(history(25), { numRuns: CUSTOMERS, seed: 11 }).flatMap((h, i) =>
    h.map((f) => ({ fact: { ...f, customer: `c${i}`, id: `${i}-${f.id}`, unit: `u${i % 3}` } })))
  await importFacts(ctx, 'histories', facts)
}, 60_000)

const idle = new AbortController().signal
const codes = (result: Result<unknown>): string[] => (result.ok ? [] : result.refusals.map((refusal) => refusal.code))
const valued = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}
const change = async (changes: object, reason = 'a test'): Promise<void> => {
  valued(await changePolicy(ctx, { changes, reason, expected_version: await newestVersion(ctx) }))
  while (await workOnce(ctx, { signal: idle }));
}
const tried = async (body: object): Promise<TryPolicyAnswer> => valued(await tryPolicy(ctx, body))

/** Where each customer stands on the map that is read. */
async function stands(): Promise<Map<string, string>> {
  const { standings } = await toldBy(pool)
  return new Map((standings as { key: string; state: number }[]).map(({ key, state }) => [key, stateOf(state)]))
}
const counts = (states: Iterable<string>): number[] => {
  const all = [...states]
  return STATES.map((state) => all.filter((each) => each === state).length)
}

describe('trying', () => {
  test('what is in force changes nothing, and shows the map as it is', async () => {
    const before = await toldBy(pool)
    const answer = await tried({ changes: {} })
    expect([answer.customers, answer.looked_at, answer.elsewhere]).toEqual([CUSTOMERS, CUSTOMERS, { value: 0, low: 0, high: 0 }])
    expect(answer.states.map((s) => s.now.value)).toEqual(counts((await stands()).values()))
    expect(answer.states.every((s) => s.now.value === s.would.value && s.change.value === 0)).toBe(true)
    expect(answer.quarter.now).toEqual(answer.quarter.would)
    const map = valued(await readMap(ctx, {}))
    const moves = Object.entries(answer.quarter.now.classes).reduce((sum, [, n]) => sum + n, 0)
    expect([answer.quarter.from, answer.quarter.to]).toEqual([map.from, map.to])
    expect(moves).toBe(map.moves.reduce((sum, move) => sum + move.moves, 0))
    expect(await toldBy(pool)).toEqual(before)
    expect((await pool.query('select from policy')).rowCount).toBe(1)
  })

  test('a sample gives intervals that hold the truth, and the same answer each time', async () => {
    const changes = { heart_positive: 0.15, heart_negative: -0.2, half_life_days: 60 }
    const whole = await tried({ changes, by: 'unit' })
    const sample = await tried({ changes, sample: 150, by: 'unit' })
    expect(sample).toEqual(await tried({ changes, sample: 150, by: 'unit' }))
    expect([sample.looked_at, sample.customers]).toEqual([150, CUSTOMERS])
    expect(sample.states.map((s) => s.now)).toEqual(whole.states.map((s) => s.now))
    expect(sample.groups?.map((group) => group.states.map((s) => s.now))).toEqual(whole.groups?.map((group) => group.states.map((s) => s.now)))
    expect(sample.states.every((s) => s.would.value === s.now.value + s.change.value)).toBe(true)
    const held = [...sample.states.flatMap((s, i) => (['would', 'change'] as const).map((side) => [s[side], whole.states[i]?.[side].value ?? NaN] as const)), [sample.elsewhere, whole.elsewhere.value] as const]
    const misses = held.filter(([{ low, high }, truth]) => truth < low || truth > high)
    expect(misses.length).toBeLessThanOrEqual(2) // of 17 intervals of 95 %
    expect(whole.groups?.map(({ key, looked_at }) => [key, looked_at])).toHaveLength(3)
    expect(whole.states.map((s, i) => whole.groups?.reduce((sum, group) => sum + (group.states[i]?.would.value ?? 0), 0) === s.would.value)).toEqual(STATES.map(() => true))
  })

  test('says when the model would have to be learned anew', async () => {
    expect((await tried({ changes: { least_repeaters: 1000 } })).learned_anew).toEqual([])
    // A model never changes: another one takes its place.
    await pool.query(`insert into model (id, body, made_at) select 999, m.body || '{"id": 999, "usual_gap_days": null, "stay": null, "repeaters": 150}', m.made_at from model m join telling t on t.model = m.id and t.state = 'current'`)
    await pool.query(`update telling set model = 999 where state = 'current'`)
    expect((await tried({ changes: { horizon_days: 200, least_repeaters: 160 } })).learned_anew).toEqual([])
    expect((await tried({ changes: { horizon_days: 200, least_repeaters: 150 } })).learned_anew).toEqual(['least_repeaters'])
    await retell(ctx)
  })
})

describe('applying', () => {
  test('gives exactly the map that the try foretold, pair by pair; going back gives exactly the map before', async () => {
    const [before, was] = [await toldBy(pool), await stands()]
    const changes = { heart_positive: 0.2, half_life_days: 90, deposits: { broke: -3 }, lapse_gaps: 2.5 }
    const foretold = await tried({ changes })
    expect(foretold.elsewhere.value).toBeGreaterThan(10)
    await change(changes)
    const is = await stands()
    expect(foretold.states.map((s) => s.would.value)).toEqual(counts(is.values()))
    for (const { from, to, customers } of foretold.matrix) expect([...is].filter(([key, state]) => was.get(key) === from && state === to)).toHaveLength(customers.value)
    expect(valued(await goBack(ctx, { expected_version: 2 }))).toMatchObject({ version: 3, same_as: 1 })
    while (await workOnce(ctx, { signal: idle }));
    expect(await toldBy(pool)).toEqual(before)
  })

  test('a model that knows less under a stricter policy is foretold, too', async () => {
    const foretold = await tried({ changes: { least_repeaters: 1000 } })
    await change({ least_repeaters: 1000 })
    expect(foretold.states.map((s) => s.would.value)).toEqual(counts((await stands()).values()))
    await change({ least_repeaters: 200 })
  })

  test('is remembered: who, when, why, what changed, what was told under it; and in the audit log', async () => {
    const { versions } = await listPolicyVersions(ctx)
    expect(versions.map((v) => v.version)).toEqual([5, 4, 3, 2, 1])
    expect(versions.at(-2)).toMatchObject({ by: 'test', reason: 'a test', same_as: null, tellings: [{ state: 'dropped' }] })
    expect(versions.at(-2)?.changes.map(({ name, from, to }) => [name, from, to])).toEqual([['lapse_gaps', 3, 2.5], ['half_life_days', 180, 90], ['heart_positive', 0.3, 0.2], ['deposits.broke', -1.5, -3]])
    expect(versions[0]?.tellings.map((telling) => telling.state)).toEqual(['current'])
    const policy = await showPolicy(ctx)
    expect([policy.version, policy.next, policy.since]).toEqual([5, null, new Date(ctx.at).toISOString()])
    expect(policy.settings.find((s) => s.name === 'deposits.broke')).toMatchObject({ value: -1.5, default: -1.5, least: -10, most: 0, choices: null, learned: false })
    expect(policy.settings.find((s) => s.name === 'loyal_by_conduct')).toMatchObject({ value: 'auto', least: null, choices: ['auto', 'off', 'on'] })
    const { rows } = await pool.query<{ actor: string; subject: string }>(`select actor, subject from audit where what = 'policy.changed' order by id`)
    expect(rows.map((row) => [row.actor, row.subject])).toEqual(['2', '3', '4', '5'].map((version) => ['test', version]))
  })

  test('going back goes further back each time, and never where there is nothing', async () => {
    await change({ heart_high: 0.5 })
    await change({ heart_high: 0.6 })
    const back = async (version?: number): Promise<Result<{ same_as: number | null }>> => goBack(ctx, { ...(version !== undefined && { version }), expected_version: await newestVersion(ctx) })
    expect(valued(await back()).same_as).toBe(6)
    expect(valued(await back()).same_as).toBe(5)
    expect(codes(await back(5))).toEqual(['policy_unchanged'])
    expect(codes(await back(99))).toEqual(['policy_unknown'])
    expect(valued(await back(7)).same_as).toBe(7)
    expect(valued(await back(1)).same_as).toBe(1)
    expect(codes(await back())).toEqual(['policy_oldest'])
    while (await workOnce(ctx, { signal: idle }));
    expect((await showPolicy(ctx)).version).toBe(await newestVersion(ctx))
  })
})

describe('refusals', () => {
  const change1 = async (changes: unknown, more: object = {}): Promise<Result<unknown>> => changePolicy(ctx, { changes, reason: 'a test', expected_version: await newestVersion(ctx), ...more })

  test('name the setting, the place and what would do', async () => {
    const result = await change1({ hart_high: 0.5, heart_positive: 2, deposits: { brok: -1, kept: 'much' } })
    expect(result.ok ? [] : result.refusals.toSorted((a, b) => (a.pointer ?? '').localeCompare(b.pointer ?? ''))).toEqual([
      { code: 'policy_setting_unknown', pointer: '/changes/deposits/brok', values: { name: 'deposits.brok', expected: 'deposits.broke' } },
      { code: 'policy_out_of_bounds', pointer: '/changes/deposits/kept', values: { name: 'deposits.kept', found: 'much', expected: '0 … 10' } },
      { code: 'policy_setting_unknown', pointer: '/changes/hart_high', values: { name: 'hart_high', expected: 'heart_high' } },
      { code: 'policy_out_of_bounds', pointer: '/changes/heart_positive', values: { name: 'heart_positive', found: '2', expected: '0.05 … 0.95' } },
    ])
    expect(await change1({ heart_positive: 0.5 })).toMatchObject({ refusals: [{ code: 'policy_order', pointer: '/changes/heart_positive', values: { name: 'heart_high', other: 'heart_positive' } }] })
    expect(await change1({ score_band: 0.4 })).toMatchObject({ refusals: [{ code: 'policy_band', pointer: '/changes/score_band' }, {}, {}] })
    expect(codes(await tryPolicy(ctx, { changes: { hart: 1 } }))).toEqual(['policy_setting_unknown'])
  })

  test('let no change through that changes nothing, or that somebody has overtaken', async () => {
    const versions = await newestVersion(ctx)
    expect(codes(await change1({}))).toEqual(['policy_unchanged'])
    expect(codes(await change1({ heart_high: 0.45 }))).toEqual(['policy_unchanged'])
    expect(codes(await change1({ heart_high: 0.5 }, { reason: ' ' }))).toEqual(['field_invalid'])
    expect(codes(await change1({ heart_high: 0.5 }, { expected_version: versions - 1 }))).toEqual(['policy_overtaken'])
    expect(await newestVersion(ctx)).toBe(versions)
  })

  test('of two who change the same version at once, one is told of the other', async () => {
    const expected_version = await newestVersion(ctx)
    const results = await Promise.all([0.5, 0.55, 0.6, 0.65].map((heart_high) => change1({ heart_high }, { expected_version })))
    expect(results.flatMap(codes)).toEqual(['policy_overtaken', 'policy_overtaken', 'policy_overtaken'])
    while (await workOnce(ctx, { signal: idle }));
    expect((await showPolicy(ctx)).version).toBe(await newestVersion(ctx))
  })
})

test('customers of several keys are tried as the one that they are told as', async () => {
  const before = (await tried({ changes: {} })).customers
  for (const other of ['c2', 'c3']) valued(await mergeCustomers(ctx, { key: 'c1', other }))
  const answer = await tried({ changes: {} })
  expect([answer.customers, answer.looked_at, answer.elsewhere.value]).toEqual([before - 2, before - 2, 0])
  expect(answer.states.map((s) => s.now.value)).toEqual(counts((await stands()).values()))
})
