import { beforeAll, expect, test } from 'vitest'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { readQuery } from '#api/door/query.ts'
import { testDatabase } from '#test/setup/database.ts'
import { sent } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { serve } from './served.ts'

const { pool } = await testDatabase()
const { ctx, get, post } = await serve(pool, on(820))
beforeAll(async () => {
  await post('/v1/facts', [
    ...['anna', 'bo', 'c/d e', '100%', '日本'].flatMap((customer, i) => [sent(fact('purchase', 700 + i, { customer, paid: 1000 * (i + 1), unit: i % 2 ? 'north' : 'south' })), sent(fact('purchase', 760 + i, { customer, paid: 500 }))]),
    sent(fact('felt', 800, { customer: 'anna', feelings: ['cared_for'], strength: 3 })),
  ])
  await pool.query(`update customer set attributes = '{"tier":"gold","a.b":"dotted"}', channel = 'web' where key = 'anna'`)
  await keepTime(ctx)
})

const keys = async (query: string): Promise<string[]> => {
  const answer = await get(`/v1/customers${query}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<{ customers: { key: string }[] }>().customers.map(({ key }) => key).toSorted()
}

test.each([
  ['a=1', { a: '1' }], ['a=1&a=2&a=3', { a: ['1', '2', '3'] }], ['min.value=5&min.heart=1', { min: { value: '5', heart: '1' } }],
  ['attribute.a.b=1&attribute.a.b=2', { attribute: { 'a.b': ['1', '2'] } }], ['min=1&min.x=2', { min: '1', 'min.x': '2' }], ['.a=1', { '.a': '1' }],
  ['a=%E5%A4%A9+b', { a: '天 b' }], ['__proto__.polluted=1', Object.fromEntries([['__proto__', { polluted: '1' }]])], ['', {}],
])('%s is read', (text, read) => {
  expect(JSON.parse(JSON.stringify(readQuery(text)))).toEqual(read)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test('customers are found by what they are and by their figures', async () => {
  expect(await keys('')).toHaveLength(5)
  expect(await keys('?min.paid=3000&max.paid=4600')).toEqual(['100%', 'c/d e'])
  // A bound beyond what a figure can hold leaves out nobody, or everybody.
  const beyond = [['max.heart=1e300', 'max.heart=9999'], ['min.heart=-1e300', 'min.heart=-9999'], ['max.paid=1e300', 'max.paid=99999999'], ['min.stay=1e-300', 'min.stay=0']] as const
  for (const [one, far] of beyond) expect(await keys(`?${one}`), one).toEqual(await keys(`?${far}`))
  expect(await keys('?min.heart=1e300')).toEqual([])
  expect(await keys('?attribute.tier=gold')).toEqual(['anna'])
  expect(await keys('?attribute.a.b=dotted&channel=web&channel=shop')).toEqual(['anna'])
  expect(await keys('?attribute.tier=silver')).toEqual([])
  expect(await keys('?heard=true')).toEqual(['anna'])
  expect(await keys(`?q=${encodeURIComponent('日')}`)).toEqual(['日本'])
})

test('pages follow each other and leave nobody out', async () => {
  const seen: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page: { customers: { key: string }[]; next: string | null } = (await get(`/v1/customers?limit=2&sort=paid&order=desc${next && `&after=${next}`}`)).json()
    seen.push(...page.customers.map(({ key }) => key))
    next = page.next
  }
  expect(seen).toEqual(['日本', '100%', 'c/d e', 'bo', 'anna'])
})

test('a key is a key whatever is in it', async () => {
  for (const key of ['c/d e', '100%', '日本']) expect((await get(`/v1/customers/${encodeURIComponent(key)}`)).json()).toMatchObject({ key, facts: 2, standing: { state: expect.any(String) } })
  expect((await get('/v1/customers/anna?limit=1')).json()).toMatchObject({ facts: 3, history: [{ kind: 'felt' }] })
  expect((await get(`/v1/customers/${encodeURIComponent('é'.repeat(200))}`)).statusCode).toBe(404)
})

test('the map is drawn for a period, by groups, for some of them', async () => {
  const map = (await get('/v1/map?from=2025-12-01&to=2026-03-31&by=unit')).json<{ customers: { now: number }; groups: { key: string; customers: number }[] }>()
  expect(map.customers.now).toBe(5)
  expect(Object.fromEntries(map.groups.map(({ key, customers }) => [key, customers]))).toEqual({ north: 2, south: 3 })
  expect((await get('/v1/map?attribute.tier=gold&to=2026-03-31')).json()).toMatchObject({ customers: { now: 1 } })
})

interface Problem { code: string; status: number; errors: { code: string; parameter?: string; pointer?: string; detail: string; do: string }[] }

test('all that is wrong with a question is said at once, by parameter', async () => {
  const { status, errors } = (await get('/v1/customers?limit=x&colour=red&min.value=much&min.speed=1&state=angry&state=loyal&heard=maybe&sort=luck')).json<Problem>()
  expect(status).toBe(400)
  expect(errors.map(({ code, parameter }) => `${parameter} ${code}`).toSorted()).toEqual([
    'colour query_unknown', 'heard query_invalid', 'limit query_invalid', 'min.speed query_unknown', 'min.value query_invalid', 'sort query_invalid', 'state query_invalid',
  ])
  expect(errors.every(({ pointer }) => pointer === undefined)).toBe(true)
  expect(errors.find(({ parameter }) => parameter === 'state')?.detail).toBe('The parameter state cannot be “angry”.')
  expect(errors.find(({ parameter }) => parameter === 'heard')).toMatchObject({ detail: 'The parameter heard cannot be “maybe”.', do: expect.stringContaining('true, false') })
})

test.each([
  ['/v1/map?from=tomorrow', 'period_invalid', 'from'], ['/v1/map?from=2026-02-01&to=2026-01-01', 'period_invalid', 'from'], ['/v1/map?by=mood', 'query_invalid', 'by'],
  ['/v1/customers?after=zzz', 'query_invalid', 'after'], ['/v1/customers?q=%00', 'query_invalid', 'q'], ['/v1/customers?limit=0', 'query_invalid', 'limit'], ['/v1/customers/anna?limit=5000', 'query_invalid', 'limit'],
  ['/v1/customers?min=5', 'query_invalid', 'min'], ['/v1/customers?attribute=5', 'query_invalid', 'attribute'],
])('%s is refused as %s', async (url, code, parameter) => {
  expect((await get(url)).json<Problem>()).toMatchObject({ status: 400, code, errors: [{ code, parameter }] })
})

test('whatever is told of the first and the last of days, however it is told and compared, is answered or refused, and never fails', async () => {
  const days = ['', '0001-01-01', '1900-01-01', '2024-02-29', '9999-12-31']
  const reads = ['/v1/customers?moved_to=loyal', '/v1/customers?made=loyal%3Esatisfied', '/v1/customers?cohort=9999', '/v1/audit', '/v1/customers/anna/timeline', '/v1/map', '/v1/map?by=cohort', '/v1/map?compared=before', '/v1/map?compared=year', '/v1/map/series', '/v1/drivers?move=loyal%3Esatisfied', '/v1/answers', '/v1/answers/drivers', '/v1/feelings']
  const failed: string[] = []
  for (const read of reads) for (const from of days) for (const to of days) {
    const { statusCode, body } = await get([read, ...Object.entries({ from, to }).flatMap(([name, day]) => (day === '' ? [] : [`${name}=${day}`]))].reduce((path, pair) => `${path}${path.includes('?') ? '&' : '?'}${pair}`))
    if (![200, 400, 422].includes(statusCode)) failed.push(`${read} ${from} ${to}: ${statusCode} ${body.slice(0, 200)}`)
  }
  expect(failed).toEqual([])
})
