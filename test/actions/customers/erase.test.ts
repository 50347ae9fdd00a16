import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Fact } from '#core/history/fact.ts'
import type { EraseAnswer } from '#contract/customers/erase.ts'
import { checkErased } from '#actions/customers/check-erased.ts'
import { eraseCustomer } from '#actions/customers/erase-customer.ts'
import { exportCustomer } from '#actions/customers/export-customer.ts'
import { mergeCustomers } from '#actions/customers/merge-customers.ts'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { undoImport } from '#actions/history/undo-import.ts'
import { clearCompany } from '#actions/house/clear-company.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { readCustomer } from '#actions/relationship/read-customer.ts'
import { retell } from '#actions/relationship/retell.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent, toldBy } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { ailments, cleared, everywhere, joined } from './customers.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, on(820))
beforeAll(() => openHouse(ctx))
beforeEach(() => cleared(pool))
const erase = (key: string): Promise<EraseAnswer> => joined(eraseCustomer(ctx, { key, confirmed: key }))
const send = async (...facts: Fact[]): Promise<string[]> => (await sendFacts(ctx, facts.map(sent))).map((r) => (r.status === 'refused' ? (r.refusals[0]?.code as string) : r.status))
const KEY = 'anna-of-the-keys'
const CARD = 'card-of-anna-77'

/** Anna, known by two keys, whom Bo invited, whom Cy names as their referrer, who was looked at, and whom an import brought. */
async function anna(): Promise<void> {
  await send(fact('purchase', 10, { customer: KEY, id: 'a1' }), fact('felt', 20, { customer: CARD, id: 'a2', feelings: ['angry'], comment: 'hers alone' }), fact('purchase', 11, { customer: 'bo' }))
  await send(fact('referral', 12, { customer: 'bo', id: 'r', invitee: KEY, step: 'joined' }), fact('referral', 13, { customer: 'bo', id: 'r2', invitee: CARD, step: 'bought' }))
  await importFacts(ctx, 'old.csv', [
    { fact: fact('purchase', 5, { customer: KEY, id: 'a3' }) }, { fact: fact('purchase', 6, { customer: 'cy' }) },
    { record: { record: 'customer', key: KEY, name: 'Anna A', email: 'anna@example.org' } }, { record: { record: 'customer', key: 'cy', referrer: KEY } },
  ])
  await joined(mergeCustomers(ctx, { key: KEY, other: CARD }))
  await readCustomer(ctx, CARD)
}

describe('erasing', () => {
  test('leaves nothing of them anywhere, in no telling, under no key, and others as they were', async () => {
    await anna()
    await retell(ctx)
    await retell(ctx)
    const others = (told: Awaited<ReturnType<typeof toldBy>>): unknown => JSON.parse(JSON.stringify(told, (name, value: unknown) => (name === 'invitees' ? (value as string[]).length : value)).replaceAll(new RegExp(`"key":"${KEY}"`, 'g'), '"key":"gone"'))
    const before = others(await toldBy(pool)) as { standings: { key: string }[]; spans: { key: string }[]; months: { key: string }[] }
    expect(await everywhere(pool, KEY)).not.toEqual([])
    const receipt = await erase(KEY)
    expect(await everywhere(pool, KEY)).toEqual([])
    expect(await everywhere(pool, CARD)).toEqual([])
    expect(await everywhere(pool, 'anna@example.org')).toEqual([])
    expect(await everywhere(pool, 'hers alone')).toEqual([])
    const notHers = <R extends { key: string }>(rows: R[]): R[] => rows.filter((row) => row.key !== 'gone')
    expect(others(await toldBy(pool))).toEqual({ standings: notHers(before.standings), spans: notHers(before.spans), months: notHers(before.months) })
    expect(await ailments(pool, ctx.at)).toEqual([])
    expect(receipt).toMatchObject({
      removed: { fact: 3, customer: 2, member: 1, standing: 2, pending: 0 },
      replaced: { 'fact.invitee': 2, 'customer.referrer': 1, 'api_key.last_customer': 0, 'audit.subject': 2, 'audit.other': 1, 'standing.memory': 2 },
      checked: { left: 0 },
    })
    expect(receipt.numbers).toHaveLength(2)
    expect(receipt.checked.columns).toEqual(expect.arrayContaining(['fact.customer', 'member.root', 'notice.customer', 'pending.customer', 'customer.key']))
    const { rows } = await pool.query(`select actor, subject, detail from audit where what = 'customer.erased'`)
    expect(rows).toEqual([{ actor: 'test', subject: receipt.numbers[0], detail: receipt }])
  })

  test('needs the key once more, and does nothing to those who are not there', async () => {
    await anna()
    expect(await eraseCustomer(ctx, { key: KEY, confirmed: CARD })).toMatchObject({ ok: false, refusals: [{ code: 'field_invalid', pointer: '/key' }] })
    expect(await eraseCustomer(ctx, { key: 'nobody', confirmed: 'nobody' })).toMatchObject({ ok: false, refusals: [{ code: 'customer_unknown' }] })
    expect((await pool.query('select from erased')).rowCount).toBe(0)
  })

  test('asked for again, the same receipt comes back; by another of their keys, that they were erased', async () => {
    await anna()
    const receipt = await erase(CARD)
    expect(await erase(CARD)).toEqual(receipt)
    expect(await eraseCustomer(ctx, { key: KEY, confirmed: KEY })).toMatchObject({ ok: false, refusals: [{ code: 'customer_erased' }] })
    expect((await pool.query(`select from audit where what = 'customer.erased'`)).rowCount).toBe(1)
  })

  test('is said by the check, before and after', async () => {
    await anna()
    const before = await joined(checkErased(ctx, KEY))
    expect([before.erased_at, before.left.map(({ column }) => column)]).toEqual([null, expect.arrayContaining(['fact.customer', 'member.root', 'customer.referrer', 'fact.invitee', 'standing.memory'])])
    await erase(KEY)
    expect(await joined(checkErased(ctx, KEY))).toMatchObject({ erased_at: new Date(ctx.at).toISOString(), left: [] })
    expect(await joined(checkErased(ctx, 'never here'))).toMatchObject({ erased_at: null, left: [] })
  })

  test('fails whole where anything would be left', async () => {
    await anna()
    await pool.query('create table forgotten as select customer from fact')
    const before = [(await pool.query('select * from fact order by customer, id')).rows, await toldBy(pool)]
    await expect(erase(KEY)).rejects.toThrow('forgotten.customer')
    expect([(await pool.query('select * from fact order by customer, id')).rows, await toldBy(pool)]).toEqual(before)
    await pool.query('drop table forgotten')
    expect((await erase(KEY)).checked.left).toBe(0)
  })
})

describe('whoever was erased', () => {
  test('is not brought back by facts, and others’ facts name a token, the same as before when sent again', async () => {
    await anna()
    const referral = fact('referral', 12, { customer: 'bo', id: 'r', invitee: KEY, step: 'joined' })
    await erase(KEY)
    expect(await send(fact('purchase', 10, { customer: KEY, id: 'a1' }), fact('visit', 30, { customer: CARD }), referral, fact('referral', 14, { customer: 'dee', invitee: KEY }))).toEqual(['customer_erased', 'customer_erased', 'known', 'taken'])
    expect(await everywhere(pool, KEY)).toEqual([])
    expect((await pool.query('select from customer where key = $1', [KEY])).rowCount).toBe(0)
    expect((await readCustomer(ctx, KEY)).ok).toBe(false)
    expect(await mergeCustomers(ctx, { key: 'bo', other: KEY })).toMatchObject({ refusals: [{ code: 'customer_erased' }] })
    expect(await exportCustomer(ctx, KEY)).toMatchObject({ refusals: [{ code: 'customer_unknown' }] })
  })

  test('is not brought back by an import: their rows are refused, counted in a group, and not written down', async () => {
    await anna()
    await erase(KEY)
    const summary = await importFacts(ctx, 'again.csv', [
      { fact: fact('purchase', 5, { customer: KEY, id: 'a3' }) }, { record: { record: 'customer', key: KEY, name: 'Anna A' } }, { record: { record: 'customer', key: CARD } },
      { record: { record: 'customer', key: 'cy', referrer: KEY } }, { fact: fact('referral', 15, { customer: 'cy', invitee: CARD }) }, { fact: fact('visit', 16, { customer: 'eve' }) },
    ])
    expect(summary).toMatchObject({ facts: { taken: 2, known: 0 }, customers_new: 1, rejected: { rows: 3, groups: [{ code: 'customer_erased', count: 3 }] }, records: { taken: 0, known: 1 } })
    expect(await everywhere(pool, KEY)).toEqual([])
    expect(await everywhere(pool, CARD)).toEqual([])
    expect(await ailments(pool, ctx.at)).toEqual([])
    expect((await undoImport(ctx, summary.id as number)).ok).toBe(true)
  })

  test('stays erased when a company of one’s own is cleared, and comes back with the next sample', async () => {
    await anna()
    await erase(KEY)
    await joined(clearCompany(ctx, { everything: true }))
    expect(await send(fact('purchase', 10, { customer: KEY }))).toEqual(['customer_erased'])
    await pool.query('update company set sample = true')
    await joined(clearCompany(ctx, { everything: false }))
    expect(await send(fact('purchase', 10, { customer: KEY }))).toEqual(['taken'])
  })
})

test('a telling that was broken off is no place to be left in', async () => {
  await anna()
  await pool.query(`insert into telling select 9999, policy, model, 'making', until, made_at from telling where state = 'current'`)
  await pool.query('create table standing_9999 (like standing)')
  await pool.query('insert into standing_9999 select * from standing')
  await pool.query(`insert into pending select 9999, customer from customer`)
  expect(await erase(KEY)).toMatchObject({ removed: { pending: 0 }, checked: { left: 0 } })
  expect((await pool.query(`select from telling where state = 'making'`)).rowCount).toBe(0)
  await keepTime(ctx)
})

describe('an export', () => {
  test('has everything that is kept, under every key, retracted facts and the log too', async () => {
    await anna()
    await pool.query(`update fact set retracted_at = now() where id = 'a2'`)
    const document = await joined(exportCustomer(ctx, CARD))
    expect(document).toMatchObject({
      company: 'My company', exported_at: new Date(ctx.at).toISOString(), keys: [{ key: KEY }, { key: CARD, merged_into: KEY }],
      customer: { key: KEY, name: 'Anna A', standing: { state: 'satisfied' }, facts: 2 },
      records: [{ customer: KEY, key: KEY, name: 'Anna A' }, { customer: CARD, key: CARD }],
      imports: [{ what: 'old.csv', state: 'done' }],
    })
    expect(document.facts.map((row) => [row['customer'], row['id'], row['kind'], row['retracted_at'] === null])).toEqual([[KEY, 'a3', 'purchase', true], [KEY, 'a1', 'purchase', true], [CARD, 'a2', 'felt', false]])
    expect(document.facts[2]).toMatchObject({ body: { comment: 'hers alone' }, at: new Date(on(20)).toISOString() })
    expect(document.audit.map((row) => [row['what'], row['subject']])).toEqual([['customer.merged', KEY], ['customer.read', CARD]])
    expect(document.tellings.at(-1)).toMatchObject({ state: 'current', standing: [{ customer: KEY }], months: [{ customer: KEY, month: '2024-01-01' }] })
    expect(document.tellings.at(-1)?.spans.every((span) => span['customer'] === KEY && typeof span['state'] === 'string')).toBe(true)
    expect(document.notices.length).toBeGreaterThan(0)
    expect((await joined(exportCustomer(ctx, KEY))).audit.at(-1)).toMatchObject({ what: 'customer.exported', subject: CARD, actor: 'test' })
    for (const other of ['bo', 'cy']) expect(JSON.stringify({ ...document, imports: [] })).not.toContain(`"${other}"`)
  })

  test('of a history of three thousand facts is whole', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => fact(i % 3 ? 'purchase' : 'felt', i % 800, { customer: KEY, id: `m${i}` }))
    for (let at = 0; at < many.length; at += 1000) await send(...many.slice(at, at + 1000))
    const document = await joined(exportCustomer(ctx, KEY))
    expect(document.facts).toHaveLength(3000)
    expect((await erase(KEY)).removed['fact']).toBe(3000)
  }, 60_000)
})
