import { beforeAll, describe, expect, test } from 'vitest'
import { makeKey } from '#actions/house/make-key.ts'
import { workOnce } from '#actions/house/jobs/work.ts'
import { loadSample } from '#actions/house/load-sample.ts'
import type { JobAnswer } from '#contract/house/job.ts'
import type { Problem } from '#contract/house/problem.ts'
import type { PolicyAnswer, PolicyChangedAnswer, PolicyVersionsAnswer, TryPolicyAnswer } from '#contract/relationship/policy-answers.ts'
import { playSample } from '#sample/play.ts'
import { testDatabase } from '#test/setup/database.ts'
import { serve } from './served.ts'

const END = Date.UTC(2026, 1, 28, 22)
const { pool } = await testDatabase()
const { get, post, ctx, app } = await serve(pool, END + 8 * 3_600_000)
const work = async (): Promise<void> => {
  while (await workOnce(ctx, { signal: new AbortController().signal }));
}
const codesOf = (answer: { json: <T>() => T }): string[] => answer.json<Problem>().errors.map(({ code, pointer }) => `${code} ${pointer ?? ''}`.trim())

beforeAll(async () => {
  await loadSample(ctx, playSample({ customers: 300, years: 2, seed: 7, end: END }), { customers: 300 })
}, 60_000)

describe('the policy', () => {
  test('is read with every setting, in the language that was asked for', async () => {
    const policy = (await get('/v1/policy')).json<PolicyAnswer>()
    expect(policy).toMatchObject({ version: 1, by: 'troth', reason: 'the starting policy', same_as: null, next: null, telling: { policy: 1 } })
    expect(policy.settings.length).toBe(56)
    expect(policy.settings.find(({ name }) => name === 'heart_high')).toMatchObject({ value: 0.45, default: 0.45, least: 0.05, most: 0.99, whole: false, learned: false, means: 'A heart from this on is high: the way to devoted.' })
    expect(policy.settings.filter(({ learned }) => learned).map(({ name }) => name)).toEqual(['least_repeaters'])
    const inNorwegian = (await get('/v1/policy', { 'accept-language': 'nb' })).json<PolicyAnswer>()
    expect(inNorwegian.settings.find(({ name }) => name === 'valence.angry')?.means).toContain('sint')
  })

  test('is tried, changed with a job to follow, and taken back', async () => {
    const changes = { heart_positive: 0.2, deposits: { broke: -2 } }
    const tried = (await post('/v1/policy/try', { changes, by: 'unit' })).json<TryPolicyAnswer>()
    expect([tried.version, tried.looked_at, tried.matrix.length, tried.states.length]).toEqual([1, tried.customers, 64, 8])
    expect(tried.changes).toEqual([{ name: 'heart_positive', from: 0.3, to: 0.2 }, { name: 'deposits.broke', from: -1.5, to: -2 }])
    expect((tried.groups ?? []).length).toBeGreaterThan(5)

    const changed = (await post('/v1/policy', { changes, reason: 'a lower bar', expected_version: 1 })).json<PolicyChangedAnswer>()
    expect(changed).toMatchObject({ version: 2, changes: tried.changes })
    expect((await get(`/v1/jobs/${changed.job}`)).json<JobAnswer>()).toMatchObject({ id: changed.job, kind: 'retell', reason: 'policy', state: 'waiting', error: null })
    expect((await get('/v1/policy')).json<PolicyAnswer>()).toMatchObject({ version: 1, next: { version: 2, reason: 'a lower bar', job: changed.job } })
    expect(codesOf(await post(`/v1/jobs/${changed.job}/cancel`, ''))).toEqual(['job_needed'])
    await work()
    expect((await get(`/v1/jobs/${changed.job}`)).json<JobAnswer>()).toMatchObject({ state: 'done', result: { policy: 2 } })
    expect((await get('/v1/policy')).json<PolicyAnswer>()).toMatchObject({ version: 2, next: null, by: expect.stringMatching(/^key:/) as string })
    expect((await get('/v1/map')).json()).toMatchObject({ telling: { policy: 2 }, states: tried.states.map(({ state, would }) => ({ state, now: would.value })) })

    expect((await post('/v1/policy/back', { expected_version: 2 })).json()).toMatchObject({ version: 3, same_as: 1 })
    await work()
    const { versions } = (await get('/v1/policy/versions')).json<PolicyVersionsAnswer>()
    expect(versions.map(({ version, same_as, reason }) => [version, same_as, reason])).toEqual([[3, 1, 'the starting policy'], [2, null, 'a lower bar'], [1, null, 'the starting policy']])
  })

  test('refuses with the place and what to do, and answers only whoever may', async () => {
    expect(codesOf(await post('/v1/policy', { changes: { hart: 1, half_life_days: 0, deposits: { broke: 'x' } }, reason: 'x', expected_version: 3 }))).toEqual([
      'policy_out_of_bounds /changes/half_life_days', 'policy_out_of_bounds /changes/deposits/broke', 'policy_setting_unknown /changes/hart',
    ])
    expect(codesOf(await post('/v1/policy', { changes: {}, expected_version: 3 }))).toEqual(['field_missing /reason'])
    expect((await post('/v1/policy', { changes: { heart_high: 0.5 }, reason: 'x', expected_version: 1 })).statusCode).toBe(409)
    expect(codesOf(await post('/v1/policy/try', { changes: { heart_high: 0.2 }, sample: 1 }))).toEqual(['field_invalid /sample'])
    expect(codesOf(await post('/v1/policy/try', '[1]'))).toEqual(['field_invalid'])
    expect(codesOf(await post('/v1/policy/try', '{"changes":{}}\n{}', { 'content-type': 'application/x-ndjson' }))).toEqual(['field_invalid'])
    const made = await makeKey(ctx, { name: 'reader', scopes: ['map.read', 'settings.read'] })
    const authorization = `Bearer ${made.ok ? made.value.key : ''}`
    expect((await get('/v1/policy', { authorization })).statusCode).toBe(200)
    expect((await post('/v1/policy/try', { changes: {} }, { authorization })).statusCode).toBe(200)
    expect((await post('/v1/policy/back', { expected_version: 3 }, { authorization })).statusCode).toBe(403)
    expect((await get('/v1/jobs', { authorization })).statusCode).toBe(403)
  })
})

test('a retelling is asked for, seen among the jobs, and cancelled', async () => {
  const asked = (await post('/v1/jobs', { kind: 'retell' })).json<JobAnswer>()
  expect(asked).toMatchObject({ kind: 'retell', reason: 'asked', state: 'waiting', asked_by: expect.stringMatching(/^key:/) as string })
  expect((await get('/v1/jobs?state=waiting')).json()).toMatchObject({ jobs: [{ id: asked.id }] })
  expect((await app.inject({ method: 'POST', url: `/v1/jobs/${asked.id}/cancel`, headers: { authorization: (await authorizationOf()) } })).json()).toMatchObject({ state: 'cancelled' })
  expect(codesOf(await post(`/v1/jobs/${asked.id}/cancel`, {}))).toEqual(['job_ended'])
  expect((await get('/v1/jobs/99999')).statusCode).toBe(404)
  expect(codesOf(await post('/v1/jobs', { kind: 'tidy' }))).toEqual(['field_invalid /kind'])
})

async function authorizationOf(): Promise<string> {
  const made = await makeKey(ctx, { name: 'operator', scopes: ['operate'] })
  return `Bearer ${made.ok ? made.value.key : ''}`
}
