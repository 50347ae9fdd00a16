import { beforeAll, describe, expect, test } from 'vitest'
import { kindNumber } from '#core/history/kinds.ts'
import { monthEnds } from '#core/map/months.ts'
import { marginOf } from '#core/money/margin.ts'
import { STATES } from '#core/relationship/state.ts'
import { zoneOf } from '#core/units/zone.ts'
import { worthQuery, type WorthAnswer } from '#contract/worth/worth.ts'
import { loadSample } from '#actions/house/load-sample.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { readWorth } from '#actions/worth/read-worth.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { playSample } from '#sample/play.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '#test/actions/world.ts'

const { pool } = await testDatabase()
const END = Date.UTC(2026, 5, 10)
const ctx = contextOf(pool, END)
const asked = (query: object = {}): ReturnType<typeof readWorth> => readWorth(ctx, worthQuery.parse(query))
const refusal = (result: Awaited<ReturnType<typeof readWorth>>): unknown => (result.ok ? null : result.refusals[0]?.code)
const worthOf = async (query: object = {}): Promise<WorthAnswer> => {
  const answer = await asked(query)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  return answer.value
}

const UNSAID = { margin: null, margin_by: null } as const

let early: unknown
beforeAll(async () => {
  await openHouse(ctx)
  early = refusal(await asked())
  await loadSample(ctx, playSample({ customers: 800, years: 3, seed: 3, end: END }), { customers: 800 })
  await keepTime(ctx)
}, 120_000)

test('without customers there is nothing to tell', () => expect(early).toBe('nothing_yet'))

describe('the sample company', () => {
  test('months, customers and money are those of every customer, looked up one by one', async () => {
    const { states, came, months, from, to } = await worthOf()
    const marks = monthEnds(END, 25, zoneOf((await worthOf()).company.zone))
    expect([months, Date.parse(from), Date.parse(to)]).toEqual([24, marks[0]?.at, marks.at(-1)?.at])
    const spans = await pool.query<{ customer: string; state: number; at: number; until: number }>(`select customer, state, at, until from span where telling = (select id from telling where state = 'current')`)
    const spend = await pool.query<{ customer: string; month: string; paid: number }>(`select customer, month::text as month, paid from spend where telling = (select id from telling where state = 'current')`)
    const paidIn = new Map(spend.rows.map(({ customer, month, paid }) => [`${customer} ${month}`, paid]))
    const sums = STATES.map(() => ({ months: 0, paid: 0, moved: STATES.map(() => 0) }))
    const first = STATES.map(() => 0)
    for (const [customer, own] of Map.groupBy(spans.rows, (row) => row.customer)) {
      const stood = marks.map(({ at }) => own.find((span) => span.at <= at && span.until > at)?.state)
      for (let k = 0; k < 24; k++) {
        const [here, next] = [stood[k], stood[k + 1]]
        if (here === undefined && next !== undefined) first[next - 1]!++
        if (here === undefined || next === undefined) continue
        sums[here - 1]!.months++
        sums[here - 1]!.moved[next - 1]!++
        sums[here - 1]!.paid += paidIn.get(`${customer} ${marks[k + 1]?.month}`) ?? 0
      }
    }
    expect(states.map(({ customer_months }) => customer_months)).toEqual(sums.map((sum) => sum.months))
    expect(came.map(({ customers }) => customers)).toEqual(first)
    const { share } = (await worthOf()).setting.margin
    for (const [i, { figures, chances, sure }] of states.entries()) {
      expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9)
      expect(sure).toBeLessThanOrEqual(sums[i]!.months + 1e-6)
      if (!figures) continue
      expect(Math.abs(figures.month.value - (sums[i]!.paid / sums[i]!.months) * share)).toBeLessThan(1)
      expect(Math.abs(chances[i]! - sums[i]!.moved[i]! / sums[i]!.months)).toBeLessThan(1 / Math.max(1, sure))
    }
  })

  test('the ladder has the order of worth; every interval holds its value; a move is the difference', async () => {
    const { states, moves } = await worthOf()
    const worth = new Map(states.map(({ state, figures }) => [state, figures?.worth.value ?? NaN]))
    expect(worth.get('devoted')! > worth.get('satisfied')! && worth.get('satisfied')! > worth.get('lapsed')!).toBe(true)
    for (const { from, to, value, low, high } of moves) {
      expect(Math.abs(value - (worth.get(to)! - worth.get(from)!))).toBeLessThanOrEqual(1)
      expect(low <= value && value <= high).toBe(true)
    }
  })

  test('margin comes from what orders cost; a longer look and a smaller discount are worth more; what is asked for is said', async () => {
    const { setting, states } = await worthOf()
    expect(setting).toMatchObject({ years: 3, discount: 0.1, margin: { source: 'cost', known: 1 } })
    const { rows } = await pool.query<{ share: number }>(`select 1 - sum(cost)::float8 / sum(paid) as share from fact where kind = ${kindNumber('purchase')} and paid > 0`)
    expect(Math.abs(setting.margin.share - (rows[0]?.share ?? 0))).toBeLessThan(0.03)
    const loyal = (answer: WorthAnswer): number => answer.states[1]?.figures?.worth.value ?? 0
    expect(loyal(await worthOf({ years: 5 }))).toBeGreaterThan(loyal({ states } as WorthAnswer))
    expect(loyal(await worthOf({ discount: 0 }))).toBeGreaterThan(loyal({ states } as WorthAnswer))
    const whole = await worthOf({ margin: 1 })
    expect(whole.setting.margin.source).toBe('asked')
    expect(loyal({ states } as WorthAnswer) / loyal(whole)).toBeCloseTo(setting.margin.share, 3)
  })

  test('where no order says what it cost all that is paid counts, and it is said', () => {
    expect(marginOf({ paid: 1000, paid_known: 0, cost: 0, orders_known: 0 }, UNSAID)).toEqual({ share: 1, source: 'none', known: 0 })
    expect(marginOf({ paid: 1000, paid_known: 900, cost: 450, orders_known: 29 }, UNSAID).source).toBe('none')
    expect(marginOf({ paid: 1000, paid_known: 900, cost: 450, orders_known: 30 }, UNSAID)).toEqual({ share: 0.5, source: 'cost', known: 0.9 })
    expect(marginOf({ paid: 0, paid_known: 0, cost: 0, orders_known: 0 }, { margin: 0.3, margin_by: 'asked' })).toEqual({ share: 0.3, source: 'asked', known: 0 })
  })
})

test('with too few months, and without money, it says so', async () => {
  await pool.query(`delete from spend`)
  expect(refusal(await asked({ years: 2 }))).toBe('worth_unpaid')
  await pool.query(`delete from span where at < now() - interval '100 years' or n = 1 and at < timestamptz '2026-02-01'`)
  await pool.query(`delete from span where n > 1`)
  expect(refusal(await asked({ years: 4 }))).toBe('worth_too_short')
})
