import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '#test/setup/database.ts'
import { sent } from '#test/actions/world.ts'
import { cleared } from '#test/actions/customers/customers.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { serve } from '../served.ts'

const { pool } = await testDatabase()
const { get, post, app } = await serve(pool, on(820))
beforeEach(async () => {
  await cleared(pool)
  await post('/v1/facts', [sent(fact('purchase', 10, { id: 'a', customer: 'anna' })), sent(fact('purchase', 20, { id: 'b', customer: 'a/b c' }))])
})
const code = async (answer: ReturnType<typeof post>): Promise<unknown[]> => {
  const { statusCode } = await answer
  const { code: said, errors } = (await answer).json<{ code?: string; errors?: { pointer?: string }[] }>()
  return [statusCode, said, errors?.[0]?.pointer]
}

describe('merging and parting', () => {
  test('by keys however they are written', async () => {
    const merged = await post('/v1/customers/a%2Fb%20c/merge', { other: 'anna' })
    expect([merged.statusCode, merged.json()]).toEqual([200, {
      changed: true, customer: 'a/b c',
      keys: [{ key: 'a/b c', merged_into: null, merged_at: null }, { key: 'anna', merged_into: 'a/b c', merged_at: new Date(on(820)).toISOString() }],
    }])
    expect((await get('/v1/customers/anna')).json()).toMatchObject({ key: 'a/b c', facts: 2, keys: [{ key: 'a/b c' }, { key: 'anna' }] })
    expect((await get('/v1/customers?q=anna')).json<{ customers: { key: string }[] }>().customers.map(({ key }) => key)).toEqual(['a/b c'])
    expect((await post('/v1/customers/anna/part', { other: 'a/b c' })).json()).toMatchObject({ changed: true, customer: 'anna', keys: [{ key: 'anna' }] })
    expect((await get('/v1/customers/anna')).json()).toMatchObject({ key: 'anna', facts: 1 })
  })

  test('a body that is none, or of another shape, is told what it should be', async () => {
    for (const act of ['merge', 'part']) {
      expect(await code(post(`/v1/customers/anna/${act}`, {}))).toEqual([422, 'field_missing', '/other'])
      expect(await code(post(`/v1/customers/anna/${act}`, { other: 3 }))).toEqual([422, 'field_invalid', '/other'])
      expect(await code(post(`/v1/customers/anna/${act}`, { other: 'x', more: 1 }))).toEqual([422, 'field_unknown', '/more'])
      expect(await code(post(`/v1/customers/anna/${act}`, [{ other: 'x' }]))).toEqual([422, 'field_invalid', ''])
      expect(await code(post(`/v1/customers/anna/${act}`, '{'))).toEqual([400, 'body_unreadable', undefined])
      expect(await code(post(`/v1/customers/nobody/${act}`, { other: 'anna' }))).toEqual([404, 'customer_unknown', undefined])
    }
  })
})

test('an export is the whole document, and only for whoever may', async () => {
  const document = (await get('/v1/customers/anna/export')).json<{ facts: object[]; keys: object[] }>()
  expect(document).toMatchObject({ company: 'My company', customer: { key: 'anna' }, facts: [{ customer: 'anna', id: 'a' }], keys: [{ key: 'anna' }] })
  expect((await get('/v1/customers/nobody/export')).json()).toMatchObject({ code: 'customer_unknown' })
  expect((await app.inject('/v1/customers/anna/export')).statusCode).toBe(401)
})

test('erasing wants the key once more, answers with a receipt, and again with the same', async () => {
  expect(await code(post('/v1/customers/anna/erase', { key: 'bo' }))).toEqual([422, 'field_invalid', '/key'])
  expect(await code(post('/v1/customers/anna/erase', {}))).toEqual([422, 'field_missing', '/key'])
  const receipt = await post('/v1/customers/anna/erase', { key: 'anna' })
  expect([receipt.statusCode, receipt.json()]).toEqual([200, expect.objectContaining({ checked: expect.objectContaining({ left: 0 }) as object })])
  expect(receipt.body).not.toContain('anna')
  expect((await post('/v1/customers/anna/erase', { key: 'anna' })).json()).toEqual(receipt.json())
  expect(await code(post('/v1/facts', sent(fact('purchase', 10, { id: 'a', customer: 'anna' }))))).toEqual([410, 'customer_erased', '/customer'])
  expect((await get('/v1/customers/anna')).statusCode).toBe(404)
})
