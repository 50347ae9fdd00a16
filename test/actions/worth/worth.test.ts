import { beforeAll, describe, expect, test } from 'vitest'
import { kindNumber } from '#core/history/kinds.ts'
import { REMEMBERING } from '#core/worth/recall.ts'
import { placeThen } from '#test/core/worth/lives.ts'
import { monthEnds } from '#core/map/months.ts'
import { marginOf } from '#core/money/margin.ts'
import { STATES } from '#core/relationship/state.ts'
import { isoMonth, zoneOf } from '#core/units/zone.ts'
import { worthQuery, type WorthAnswer } from '#contract/worth/worth.ts'
import { loadSample } from '#actions/house/load-sample.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { askedApart } from '#actions/crew/crew.ts'
import { readWorth } from '#actions/worth/read-worth.ts'
import { readSeen, readWindow } from '#actions/worth/seen-steps.ts'
import { weigher, type ToWeigh } from '#actions/worth/weigh-seen.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { playSample } from '#sample/play.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, PAID_BY_MONTH } from '#test/actions/world.ts'
import { makeSegment } from '#actions/customers/segments.ts'
import { RIGHTS } from '#core/house/rights.ts'
import { segmentFilter } from '#contract/customers/filter.ts'

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
    const spend = await pool.query<{ customer: string; month: string; paid: number }>(`select customer, month, paid from ${PAID_BY_MONTH} spent`)
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
        sums[here - 1]!.paid += paidIn.get(`${customer} ${isoMonth(marks[k + 1]!.month)}`) ?? 0
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

  test('kinds are told apart by all that each customer did before, looked up one by one', async () => {
    const { states } = await worthOf()
    const first = (await pool.query<{ at: number }>('select min(at) as at from span where telling = (select id from telling where state = \'current\')')).rows[0]!.at
    const marks = monthEnds(END, 120, zoneOf((await worthOf()).company.zone)).filter(({ at }) => at >= first)
    const spans = await pool.query<{ customer: string; state: number; at: number; until: number }>(`select customer, state, at, until from span where telling = (select id from telling where state = 'current')`)
    const seen = REMEMBERING.kinds.map(() => ({ customers: new Set<string>(), months: 0, today: 0 }))
    for (const [customer, own] of Map.groupBy(spans.rows, (row) => row.customer)) {
      const life = marks.map(({ at }) => own.find((span) => span.at <= at && span.until > at)?.state ?? null)
      for (let k = marks.length - 25; k < marks.length; k++) {
        const place = placeThen(life, k, REMEMBERING)
        const kind = place === null ? null : seen[REMEMBERING.chain.row[place]!]!
        if (!kind) continue
        if (k === marks.length - 1) kind.today++
        else {
          kind.customers.add(customer)
          kind.months++
        }
      }
    }
    const told = REMEMBERING.kinds.flatMap((kind, i) => (seen[i]!.months > 0 ? [[kind.state, kind.past, kind.from, seen[i]!.customers.size, seen[i]!.months, seen[i]!.today]] : []))
    expect(states.flatMap(({ state, kinds }) => kinds.map(({ past, from_months, customers, customer_months, today }) => [state, past, from_months, customers, customer_months, today]))).toEqual(told)
    expect(told.length).toBeGreaterThan(15)
    for (const { today, kinds } of states) expect(today).toBeGreaterThanOrEqual(kinds.reduce((sum, kind) => sum + kind.today, 0))
    // Who has long been silent is worth less than who has just fallen silent.
    const lapsed = states.at(-1)!.kinds.filter(({ past, figures }) => past === 'steady' && figures !== null).map(({ figures }) => figures!.worth.value)
    expect(lapsed.length).toBeGreaterThan(1)
    for (const later of lapsed.slice(1)) expect(later).toBeLessThan(lapsed[0]! * 0.95)
  })

  test('the ladder has the order of worth; every interval holds its value; to lapse costs, to climb pays', async () => {
    const { states, moves } = await worthOf()
    const worth = new Map(states.map(({ state, figures }) => [state, figures?.worth.value ?? NaN]))
    expect(worth.get('devoted')! > worth.get('satisfied')! && worth.get('satisfied')! > worth.get('lapsed')!).toBe(true)
    for (const { from, to, value, low, high } of moves) {
      expect(low <= value && value <= high).toBe(true)
      if (to === 'lapsed') expect([from, value < 0]).toEqual([from, true])
      if (from === 'satisfied' && to === 'devoted') expect(value).toBeGreaterThan(0)
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

describe('a segment', () => {
  test.each([[null], ['tartu']])('steps, months and money of the last year are those of customers while they stood in its units, looked up one by one: %s', async (unit) => {
    const answer = await worthOf(unit === null ? {} : { unit: [unit] })
    const marks = monthEnds(END, 25, zoneOf(answer.company.zone))
    const spans = await pool.query<{ customer: string; state: number; unit: string | null; at: number; until: number }>(`select customer, state, unit, at, until from span where telling = (select id from telling where state = 'current')`)
    const spend = await pool.query<{ customer: string; month: string; paid: number }>(`select customer, month, paid from ${PAID_BY_MONTH} spent`)
    const paidIn = new Map(spend.rows.map(({ customer, month, paid }) => [`${customer} ${month}`, paid]))
    const sums = STATES.map(() => ({ months: 0, year_on: 0, still: 0, paid: 0 }))
    const people = new Set<string>()
    for (const [customer, own] of Map.groupBy(spans.rows, (row) => row.customer)) {
      const stood = marks.map(({ at }) => own.find((span) => span.at <= at && span.until > at))
      const paidAfter = (k: number): number => paidIn.get(`${customer} ${isoMonth(marks[k + 1]!.month)}`) ?? 0
      for (const [k, span] of stood.entries()) {
        if (span === undefined || (unit !== null && span.unit !== unit) || k === 24) continue
        people.add(customer)
        sums[span.state - 1]!.months++
        if (k !== 12) continue
        sums[span.state - 1]!.year_on++
        sums[span.state - 1]!.still += Number(stood[24]?.state === span.state)
        for (let m = 12; m < 24; m++) sums[span.state - 1]!.paid += paidAfter(m)
      }
    }
    expect([answer.customers, answer.segment?.customers ?? null]).toEqual([people.size, unit && people.size])
    expect(answer.states.map(({ customer_months }) => customer_months)).toEqual(sums.map(({ months }) => months))
    const { share } = answer.setting.margin
    expect(answer.check === null).toBe(unit !== null)
    for (const { state, customers, still, year } of answer.check?.states ?? []) {
      const own = sums[STATES.indexOf(state)]!
      expect([state, customers]).toEqual([state, own.year_on])
      expect(still.value).toBeCloseTo(own.still / own.year_on, 9)
      expect(Math.abs(year.value - (own.paid / own.year_on) * share)).toBeLessThan(1)
    }
  })

  test('it lies between its own and the whole, beside which it is shown; who is everybody by another name is as the whole', async () => {
    const [whole, tartu, everybody] = [await worthOf(), await worthOf({ unit: ['tartu'] }), await worthOf({ channel: (await pool.query<{ channel: string }>('select distinct channel from customer where channel is not null')).rows.map(({ channel }) => channel) })]
    expect(whole.segment).toBeNull()
    for (const [i, { own, whole: beside, figures }] of tartu.states.entries()) {
      expect(own!.moves >= 0 && own!.moves <= 1 && own!.paid >= 0 && own!.paid <= 1).toBe(true)
      expect(beside).toEqual(whole.states[i]!.figures?.worth ?? null)
      if (figures) expect(figures.worth.low <= figures.worth.value && figures.worth.value <= figures.worth.high).toBe(true)
    }
    for (const [i, { state, figures }] of everybody.states.entries()) {
      const same = whole.states[i]!.figures
      if (figures && same) expect([state, same.worth.low <= figures.worth.value && figures.worth.value <= same.worth.high]).toEqual([state, true])
    }
  })

  test('of somebody whose units are others, it is of their units alone, without the whole beside it', async () => {
    const manager = { ...ctx, reach: ['tartu'] }
    const own = await readWorth(manager, worthQuery.parse({}))
    const tartu = await worthOf({ unit: ['tartu'] })
    if (!own.ok) throw new Error(JSON.stringify(own.refusals))
    expect(own.value.states.map(({ figures }) => figures)).toEqual(tartu.states.map(({ figures }) => figures))
    expect(own.value.states.every(({ whole }) => whole === null)).toBe(true)
    expect(refusal(await readWorth(manager, worthQuery.parse({ unit: ['helsinki'] })))).toBe('worth_too_few')
  })

  test('who is chosen by what became of them is refused, in a saved segment too', async () => {
    for (const query of [{ state: ['loyal'] }, { mark: ['quiet'] }, { min: { value: 1 } }, { moved: ['climbed'] }, { made: 'loyal>lapsed' }]) expect(refusal(await asked(query))).toBe('worth_hindsight')
    const segment = async (filter: object): Promise<number> => {
      const made = await makeSegment(ctx, RIGHTS, { name: JSON.stringify(filter), shared: true, filter: segmentFilter.parse(filter) })
      return made.ok ? made.value.id : 0
    }
    expect(refusal(await asked({ segment: [await segment({ state: ['loyal'] })] }))).toBe('worth_hindsight')
    expect((await worthOf({ segment: [await segment({ unit: ['tartu'] })] })).segment?.customers).toBe((await worthOf({ unit: ['tartu'] })).segment?.customers)
    expect(refusal(await asked({ unit: ['nowhere'] }))).toBe('worth_too_few')
  })

  test('betrayal and recovery are told with how often they were made and what they are worth', async () => {
    const { jumps, moves, states } = await worthOf()
    const [betrayal, recovery] = jumps
    expect(jumps.map(({ jump }) => jump)).toEqual(['betrayal', 'recovery'])
    for (const { share, moves: made, customer_months } of jumps) expect([share!.value, share!.low <= share!.value, share!.value <= share!.high]).toEqual([made / customer_months, true, true])
    expect(betrayal!.customer_months).toBe(states[0]!.customer_months + states[1]!.customer_months)
    expect([betrayal!.worth!.value < 0, recovery!.worth!.value > 0]).toEqual([true, true])
    const worst = Math.min(...moves.filter(({ from, to }) => ['devoted', 'loyal'].includes(from) && ['disappointed', 'dissatisfied'].includes(to)).map(({ value }) => value))
    expect(betrayal!.worth!.value).toBeGreaterThanOrEqual(worst)
  })
})

test('a thread of its own weighs as this one does, to the bit: all, and some beside all', async () => {
  const force = await inForce(pool)
  const window = await readWindow(pool, force)
  if (!window.ok) throw new Error('no window')
  const [whole, some] = [await readSeen(pool, force, window.value, {}), await readSeen(pool, force, window.value, { heard: true })]
  const weighed = (seen: Pick<ToWeigh, 'some'>, apart: boolean): Promise<unknown> =>
    askedApart(weigher, new URL('../../../src/actions/worth/weigh-worker.ts', import.meta.url), { whole, ...seen, setting: { years: 5, discount: 0.1, margin: 0.3 } }, apart)
  for (const seen of [{ some: null }, { some }]) expect(await weighed(seen, true)).toEqual(await weighed(seen, false))
})

test('with too few months, and without money, it says so', async () => {
  // What was seen is kept for a while, by when the map was made.
  const anew = (): Promise<unknown> => pool.query(`update telling set made_at = made_at + interval '1 second'`)
  await pool.query(`delete from spend`)
  await anew()
  expect(refusal(await asked({ years: 2 }))).toBe('worth_unpaid')
  await pool.query(`update span set at = greatest(at, timestamptz '2026-02-01') where n = 1`)
  await anew()
  expect(refusal(await asked({ years: 4 }))).toBe('worth_too_short')
})
