import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '#test/setup/database.ts'
import { sent } from '#test/actions/world.ts'
import { DAY, fact, on } from '#test/core/relationship/histories.ts'
import { serve } from './served.ts'

const { pool } = await testDatabase()
const { ctx, post, get } = await serve(pool, on(820))
beforeEach(() => pool.query('truncate fact, customer, standing, span, spend, pending, notice'))

interface Result {
  status: string
  code?: string
  customer?: string
  problems?: { code: string; pointer?: string; detail: string; do: string }[]
  standing?: { state: string } | null
}
interface Sent { taken: number; known: number; refused: number; results: Result[] }

const buy = (own: object = {}): Record<string, unknown> => ({ ...sent(fact('purchase', 800, { id: 'b1', source: 'till', customer: 'anna' })), ...own })
const send = async (body: unknown, headers: Record<string, string> = {}): Promise<Sent> => {
  const answer = await post('/v1/facts', body, headers)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<Sent>()
}
const counts = ({ taken, known, refused }: Sent): number[] => [taken, known, refused]
const codes = (answer: Sent): string[] => answer.results.map(({ status, code }) => code ?? status)

describe('one fact', () => {
  test('is taken once, however often it is sent', async () => {
    expect(await send(buy())).toEqual({ taken: 1, known: 0, refused: 0, results: [{ status: 'taken', customer: 'anna' }] })
    expect(counts(await send(buy()))).toEqual([0, 1, 0])
    expect((await pool.query('select from fact')).rowCount).toBe(1)
  })

  test('alone and refused makes the request a problem', async () => {
    await send(buy())
    const answer = await post('/v1/facts', buy({ paid: 2 }))
    expect(answer.statusCode).toBe(409)
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.json()).toMatchObject({ type: '/docs/errors#fact_differs', title: 'Fact differs', status: 409, code: 'fact_differs', request_id: answer.headers['x-request-id'] })
  })

  test('with several things wrong says them all, with their places', async () => {
    const { errors } = (await post('/v1/facts', buy({ paid: -1, at: 'yesterday', colour: 'red' }))).json<{ errors: Result['problems'] }>()
    expect(errors?.map(({ code, pointer }) => [code, pointer])).toEqual([['field_invalid', '/at'], ['field_invalid', '/paid'], ['field_unknown', '/colour']])
  })
})

describe('many facts', () => {
  test('each has its own answer, in order, and the wrong ones hold up nobody', async () => {
    const answer = await send([buy(), buy(), buy({ paid: 2 }), buy({ id: 'b2', kind: 'sale' }), buy({ id: 'b3', items: [{ sku: 'a', quantity: 'two', paid: 1 }] }), 7, null, buy({ id: 'b4', customer: 'bo' })])
    expect(codes(answer)).toEqual(['taken', 'known', 'fact_differs', 'kind_unknown', 'field_invalid', 'field_invalid', 'field_invalid', 'taken'])
    expect(counts(answer)).toEqual([2, 1, 5])
    expect(answer.results.map(({ problems }) => problems?.[0]?.pointer)).toEqual([undefined, undefined, '/2', '/3/kind', '/4/items/0/quantity', '/5', '/6', undefined])
  })

  test('may be wrapped, and the places say so', async () => {
    expect((await send({ facts: [buy({ paid: 'x' })] })).results[0]?.problems?.[0]?.pointer).toBe('/facts/0/paid')
    expect((await post('/v1/facts', { facts: [], also: 1 })).json()).toMatchObject({ code: 'field_unknown', errors: [{ pointer: '/also' }] })
    expect((await post('/v1/facts', { facts: 1 })).json()).toMatchObject({ code: 'field_invalid', errors: [{ pointer: '/facts' }] })
  })

  test('may be a thousand, and no more', async () => {
    const many = Array.from({ length: 1001 }, (_, i) => buy({ id: `m${i}`, customer: `c${i % 50}` }))
    const answer = await post('/v1/facts', many)
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([413, 'too_many_facts'])
    expect((await post('/v1/facts', many.map((f) => JSON.stringify(f)).join('\n'), { 'content-type': 'application/x-ndjson' })).statusCode).toBe(413)
    expect((await pool.query('select from fact')).rowCount).toBe(0)
    expect(counts(await send(many.slice(1)))).toEqual([1000, 0, 0])
  })

  test('or none at all', async () => {
    expect(counts(await send([]))).toEqual([0, 0, 0])
    expect(counts(await send('\n\n', { 'content-type': 'application/x-ndjson' }))).toEqual([0, 0, 0])
  })
})

test('lines that cannot be read are refused by themselves; places count facts, sentences name lines', async () => {
  const lines = `\ufeff${JSON.stringify(buy())}\r\n\n{"kind":\n${JSON.stringify(buy({ id: 'b2', paid: 0.5 }))}\n${JSON.stringify(buy({ id: 'b3' }))}`
  const answer = await send(Buffer.concat([Buffer.from(lines), Buffer.from('\n"'), Buffer.from([0xe5]), Buffer.from('"')]), { 'content-type': 'application/x-ndjson' })
  expect(codes(answer)).toEqual(['taken', 'body_unreadable', 'field_invalid', 'taken', 'body_unreadable'])
  expect(answer.results.map(({ problems }) => problems?.[0]?.pointer)).toEqual([undefined, '/1', '/2/paid', undefined, '/4'])
  expect(answer.results[1]?.problems?.[0]?.detail).toContain('line 3, column 9')
  expect(answer.results[4]?.problems?.[0]?.detail).toContain('Line 6 is not text in UTF-8')
})

test('every reason to refuse a fact has its code', async () => {
  await send([buy(), buy({ id: 'gone' })])
  await post('/v1/facts/retract', { customer: 'anna', source: 'till', id: 'gone' })
  const { kind: _kind, ...kindless } = buy()
  const answer = await send([
    kindless, buy({ kind: 'sale' }), buy({ customer: undefined }), buy({ customer: '' }), buy({ colour: 1 }), buy({ at: '2024-02-30T10:00:00Z' }),
    buy({ id: 'f', at: new Date(ctx.at + 600_000).toISOString() }), buy({ paid: 3 }), buy({ id: 'gone' }), buy({ id: 'k', currency: 'NOK' }),
    { ...sent(fact('rating', 1)), value: 11 },
  ])
  expect(codes(answer)).toEqual(['field_missing', 'kind_unknown', 'field_missing', 'field_invalid', 'field_unknown', 'field_invalid', 'fact_in_future', 'fact_differs', 'fact_retracted', 'rate_missing', 'field_invalid'])
  for (const { problems } of answer.results) expect(problems?.[0]).toMatchObject({ detail: expect.stringMatching(/\w+ \w+.*[.“”]/), do: expect.stringMatching(/\.$/) })
})

describe('where they stand', () => {
  test('is answered when it is asked for', async () => {
    const answer = (await post('/v1/facts?standing=true', [sent(fact('broke', 810, { customer: 'eva', promise: 'delivery' })), buy({ paid: 'x' })])).json<Sent>()
    expect(answer.results).toMatchObject([{ standing: { state: 'disappointed', rule: 'promise_broken', at: new Date(ctx.at).toISOString() } }, { status: 'refused' }])
    expect((await send(buy())).results[0]).not.toHaveProperty('standing')
  })

  test('a late fact leaves what the same facts in order leave', async () => {
    const history = [sent(fact('purchase', 10, { customer: 'x', id: '1' })), sent(fact('felt', 400, { customer: 'x', id: '2', feelings: ['delighted'], strength: 3 })), sent(fact('complaint', 200, { customer: 'x', id: '3' }))]
    for (const [customer, order] of [['inorder', [0, 2, 1]], ['late', [1, 0, 2]]] as const)
      for (const i of order) await send({ ...history[i], customer })
    const of = async (key: string): Promise<unknown> => {
      const { key: _key, keys: _keys, ...rest } = (await get(`/v1/customers/${key}`)).json<Record<string, unknown>>()
      return rest
    }
    expect(await of('late')).toEqual(await of('inorder'))
    expect(await of('late')).toMatchObject({ facts: 3 })
  })
})

test('a moment ahead of our clock is let pass, a day is not', async () => {
  expect(codes(await send([buy({ at: new Date(ctx.at + 299_000).toISOString() }), buy({ id: 'b2', at: new Date(ctx.at + DAY).toISOString() })]))).toEqual(['taken', 'fact_in_future'])
})
