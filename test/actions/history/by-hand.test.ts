import { beforeAll, beforeEach, expect, test } from 'vitest'
import { BY_HAND } from '#core/history/by-hand.ts'
import { retractFacts } from '#actions/history/retract-facts.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { cleared } from '../customers/customers.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, on(820))
beforeAll(() => openHouse(ctx))
beforeEach(() => cleared(pool))

const mari = { ...ctx, actor: 'account:mari' }
const told = sent(fact('complaint', 800, { id: 'h1', source: BY_HAND, customer: 'anna', topic: 'cold food' }))
const logged = async (): Promise<unknown[]> => (await pool.query(`select actor, what, subject, detail from audit order by id`)).rows

test('who told a fact by hand is in the audit log, once however often it is pressed; what machines send is not', async () => {
  await sendFacts(ctx, [sent(fact('visit', 1, { customer: 'anna' }))])
  expect(await sendFacts(mari, [told], true)).toMatchObject([{ status: 'taken', standing: { because: { rule: 'needs_unmet' } } }])
  expect((await sendFacts(mari, [told])).map(({ status }) => status)).toEqual(['known'])
  expect(await logged()).toEqual([{ actor: 'account:mari', what: 'customer.fact_told', subject: 'anna', detail: { kind: 'complaint', fact: 'h1' } }])
})

test('of many at once, each is noted with who told it', async () => {
  const jobs = ['a', 'b', 'c'].map((id) => sendFacts({ ...ctx, actor: `account:${id}` }, [{ ...told, id, customer: id }]))
  await Promise.all(jobs)
  const { rows } = await pool.query<{ actor: string; subject: string }>('select actor, subject from audit order by subject')
  expect(rows.map(({ actor, subject }) => [actor, subject])).toEqual([['account:a', 'a'], ['account:b', 'b'], ['account:c', 'c']])
})

test('who takes it back is there too; one refused leaves nothing', async () => {
  await sendFacts(mari, [told])
  await sendFacts(mari, [{ ...told, topic: 'warm food' }])
  const name = { customer: 'anna', source: BY_HAND, id: 'h1' }
  expect((await retractFacts({ ...ctx, actor: 'account:boss' }, [name])).map(({ status }) => status)).toEqual(['retracted'])
  await retractFacts(mari, [name])
  expect((await logged()).slice(1)).toEqual([{ actor: 'account:boss', what: 'customer.fact_taken_back', subject: 'anna', detail: { fact: 'h1' } }])
})
