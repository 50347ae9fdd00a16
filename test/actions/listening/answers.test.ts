/** What customers answer and felt, held against all facts counted one by one. */
import { beforeAll, describe, expect, test } from 'vitest'
import { answersQuery } from '#contract/listening/answers.ts'
import { feelingsQuery } from '#contract/listening/feelings.ts'
import { mergeCustomers } from '#actions/customers/merge-customers.ts'
import { retractFacts } from '#actions/history/retract-facts.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { readAnswers } from '#actions/listening/read-answers.ts'
import { readFeelings } from '#actions/listening/read-feelings.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import type { Context } from '#actions/context.ts'
import { isoOf } from '#core/units/time.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, on(400))
/** The period of the tests: days 300 to 390; the time before it is as long. */
const period = { from: isoOf(on(300)), to: isoOf(on(390)) }

type Given = readonly [customer: string, day: number, value: number]
/** Shop a: 12 who recommend, 3 who do not; shop b: 4 of either. Before: half and half. */
const GIVEN: readonly Given[] = [
  ...Array.from({ length: 12 }, (_, i): Given => [`a${i}`, 310 + i, 9 + (i % 2)]),
  ...Array.from({ length: 3 }, (_, i): Given => [`a${12 + i}`, 340, 3]),
  ...Array.from({ length: 4 }, (_, i): Given => [`b${i}`, 350, 10]),
  ...Array.from({ length: 4 }, (_, i): Given => [`b${4 + i}`, 350, 6]),
  ...Array.from({ length: 20 }, (_, i): Given => [`a${i}`, 250, i % 2 === 0 ? 10 : 0]),
]

beforeAll(async () => {
  await openHouse(ctx)
  const unit = (customer: string): string => (customer.startsWith('b') ? 'b' : 'a')
  await sendFacts(ctx, [
    ...new Set(GIVEN.map(([customer]) => customer)),
  ].map((customer) => sent(fact('purchase', 200, { customer, unit: unit(customer), id: 'p', order: customer }))))
  await sendFacts(ctx, GIVEN.map(([customer, day, value], i) => sent(fact('rating', day, { customer, unit: unit(customer), id: `r${i}`, question: 'recommend', value }))))
  await sendFacts(ctx, [
    // An earlier answer of the same period, and an answer to something else: neither counts.
    sent(fact('rating', 305, { customer: 'a0', id: 'early', question: 'recommend', value: 0 })),
    sent(fact('rating', 360, { customer: 'a0', id: 'other', question: 'satisfaction', value: 1 })),
    // Taken back, and of somebody who is the same as a1: of both the later counts.
    sent(fact('rating', 380, { customer: 'a2', id: 'back', question: 'recommend', value: 0 })),
    sent(fact('rating', 385, { customer: 'twin', id: 'twin', unit: 'a', question: 'recommend', value: 1 })),
    ...Array.from({ length: 12 }, (_, i) => sent(fact('felt', 320, { customer: `a${i}`, id: 'felt', feelings: i < 9 ? ['welcome', 'happy'] : ['ignored'], strength: 2, business_need: 4, language: 'en' }))),
    sent(fact('felt', 330, { customer: 'a0', id: 'later', feelings: ['angry', 'ignored'], strength: 2, language: 'en' })),
  ])
  await retractFacts(ctx, [{ customer: 'a2', source: 's', id: 'back' }])
  await mergeCustomers(ctx, { key: 'a1', other: 'twin' })
  await keepTime(ctx)
}, 60_000)

async function answers(query: Record<string, unknown> = {}, as: Context = ctx): Promise<Extract<Awaited<ReturnType<typeof readAnswers>>, { ok: true }>['value']> {
  const answer = await readAnswers(as, answersQuery.parse({ ...period, ...query }))
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  return answer.value
}

describe('the recommend score', () => {
  test('is of the latest answer of each customer in the period, with its shares and histogram', async () => {
    const { now, there, scale, looked_at } = await answers()
    // 12 + 4 who recommend, less a1, whose twin said 1 later; 3 + 4 who do not, and a1.
    expect(now.histogram).toEqual([0, 1, 0, 3, 0, 0, 4, 0, 0, 6, 9])
    expect(now.answers).toBe(23)
    expect(now.score?.value).toBeCloseTo((100 * (15 - 8)) / 23, 10)
    expect(now.score?.shares).toEqual({ high: 15 / 23, middle: 0, low: 8 / 23 })
    expect(now.score!.low < now.score!.value && now.score!.value < now.score!.high).toBe(true)
    expect([there, scale, looked_at]).toEqual([23, { low: 0, high: 10 }, 1])
  })

  test('is held against the time before, with how sure the change is', async () => {
    const { before, change } = await answers()
    expect([before.answers, before.score?.value]).toEqual([20, 0])
    expect(change!.value).toBeCloseTo((100 * 7) / 23, 10)
    expect(change!.low < 0 && change!.high > 60).toBe(true)
  })

  test('is told by month and by unit; of too few there is none', async () => {
    const { months, units, fewest } = await answers()
    expect(months.filter((month) => month.answers > 0).map(({ month, answers: n }) => [month, n])).toEqual([['2024-09-01', 20], ['2024-11-01', 12], ['2024-12-01', 11], ['2025-01-01', 1]])
    expect(units.map(({ unit, answers: n, score }) => [unit, n, score === null])).toEqual([['a', 15, false], ['b', 8, true]])
    expect(fewest).toBe(10)
  })

  test('is of those who are chosen, as far as whoever asks reaches', async () => {
    expect((await answers({ unit: 'b' })).now.answers).toBe(8)
    expect((await answers({}, { ...ctx, reach: ['b'] })).units.map(({ unit }) => unit)).toEqual(['b'])
  })
})

test('other questions are means of their scales, and it is said how many answered what', async () => {
  const { now, asked } = await answers({ question: 'business_need' })
  expect([now.histogram, now.score?.value, now.score?.shares]).toEqual([[0, 0, 0, 12, 0], 4, { high: 1, middle: 0, low: 0 }])
  expect(now.score!.low > 3 && now.score!.low < 4 && now.score!.high > 4).toBe(true)
  expect(asked.toSorted((a, b) => b.customers - a.customers)).toEqual([{ question: 'recommend', customers: 23 }, { question: 'business_need', customers: 12 }, { question: 'satisfaction', customers: 1 }])
})

test('feelings are shares of those who said anything, by the latest that each said', async () => {
  const answer = await readFeelings(ctx, feelingsQuery.parse(period))
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  const { customers, feelings } = answer.value
  expect(customers).toEqual({ now: 12, before: 0 })
  expect(feelings.map(({ feeling, customers: n }) => [feeling, n])).toEqual([['happy', 8], ['welcome', 8], ['ignored', 4], ['angry', 1]])
  expect(feelings[0]?.share?.value).toBeCloseTo(8 / 12, 10)
  expect(feelings[0]?.before).toBeNull()
})

test('where some are looked at for all, who was there is counted none the less, by the same filter', async () => {
  await pool.query(`update model set body = jsonb_set(body, '{customers}', '200000') where id = (select model from telling where state = 'current')`)
  // Another telling, so that nothing is shown again.
  await pool.query(`update telling set made_at = made_at + interval '1 second' where state = 'current'`)
  const { now, there, looked_at } = await answers()
  expect([there, looked_at]).toEqual([23, 0.25])
  expect(now.answers).toBeLessThan(23)
  expect((await answers({ unit: 'b' })).there).toBe(8)
})
