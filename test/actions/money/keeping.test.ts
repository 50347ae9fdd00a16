import { beforeAll, describe, expect, test } from 'vitest'
import type { KeepingAnswer } from '#contract/money/keeping.ts'
import { exportCustomer } from '#actions/customers/export-customer.ts'
import { loadSample } from '#actions/house/load-sample.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { bringCosts, listCosts } from '#actions/money/bring-costs.ts'
import { dropCosts } from '#actions/money/drop-costs.ts'
import { changeReckoning } from '#actions/money/reckoning.ts'
import { readKeeping } from '#actions/money/read-keeping.ts'
import { readFirstAt } from '#store/map/series.ts'
import { readBuyers } from '#store/money/buyers.ts'
import { readDone, readFoundGood, readLost } from '#store/money/keeping.ts'
import { withTransaction, type Client } from '#store/pool.ts'
import { EVERYBODY } from '#store/slices.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { readCustomer } from '#actions/relationship/read-customer.ts'
import { PARAMETERS } from '#sample/parameters.ts'
import { playSample } from '#sample/play.ts'
import { testDatabase } from '#test/setup/database.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { contextOf, forgetSpend, monthOf, PAID_BY_MONTH } from '#test/actions/world.ts'
import { run } from '#test/cli/cli-here.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, Date.UTC(2026, 5, 10))
const read = async (): Promise<KeepingAnswer> => {
  const answer = await readKeeping(ctx)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  return answer.value
}
const bring = (text: string): ReturnType<typeof bringCosts> => bringCosts(ctx, 'costs.csv', (async function* () { yield Buffer.from(text) })())

let early: unknown
let told: KeepingAnswer
beforeAll(async () => {
  await openHouse(ctx)
  early = await readKeeping(ctx)
  await loadSample(ctx, playSample({ customers: 1200, years: 3, seed: 3, end: ctx.at }), { customers: 1200 })
  await keepTime(ctx)
  told = await read()
}, 120_000)

test('without facts there is nothing to tell', () => expect(early).toMatchObject({ ok: false, refusals: [{ code: 'nothing_yet' }] }))

describe('the sample company', () => {
  test('winning costs by each channel what was set, to the cent', () => {
    const { channels, customers, by_costly, unknown } = told.winning!
    expect(told).toMatchObject({ files: 1, missing: [], year: { from: '2025-06-01', to: '2026-05-31' }, covered: { from: '2025-06-01', to: '2026-05-31', months: 12 } })
    expect(channels.length).toBeGreaterThan(4)
    for (const { channel, each, customers: n } of channels) {
      expect([channel, each?.value]).toEqual([channel, PARAMETERS.costs.per_newcomer[channel as keyof typeof PARAMETERS.costs.per_newcomer]])
      expect(each!.low < each!.value && each!.value < each!.high && n > 0).toBe(true)
    }
    expect([by_costly < customers, unknown]).toEqual([true, 0])
  })

  test('keeping costs what the club costs and what recoveries cost, over those who were kept', async () => {
    const { rows } = await pool.query<{ club: number; kept: number; recoveries: number }>(`select
      (select sum(amount)::bigint from cost where purpose = 'keep' and from_day >= '2025-06-01' and from_day < '2026-06-01') as club,
      (select count(*) from (select customer from ${PAID_BY_MONTH} now where month >= '2025-06-01' and month < '2026-06-01' intersect select customer from ${PAID_BY_MONTH} before where month >= '2024-06-01' and month < '2025-06-01') s) as kept,
      (select coalesce(sum(cost), 0)::bigint from fact where kind = 8 and at >= '2025-06-01 00:00+03' and at < '2026-06-01 00:00+03' and retracted_at is null) as recoveries`)
    const [{ club, kept, recoveries }] = rows as [{ club: number; kept: number; recoveries: number }]
    expect(told.keeping).toMatchObject({ cost: club, customers: kept, recoveries, each: { value: Math.round((club + recoveries) / kept) } })
    expect(told.times!.value).toBeCloseTo(told.winning!.each!.value / told.keeping!.each!.value, 1)
    expect(told.times!.low).toBeGreaterThan(1)
  })

  test('newcomers pay back soon where they cost little; referrals are worth more than their rewards; the lost have a price', () => {
    const paybacks = told.winning!.channels.flatMap(({ payback, each }) => (payback?.months === null || payback === null ? [] : [{ cost: each!.value, months: payback.months }]))
    expect(paybacks.length).toBeGreaterThan(1)
    for (const { months } of paybacks) expect(months > 0 && months < 24).toBe(true)
    const { worth, rewards, net, customers } = told.referrals
    expect(customers).toBe(told.winning!.channels.find(({ channel }) => channel === 'friend')!.customers)
    expect(rewards).toBe(told.winning!.channels.find(({ channel }) => channel === 'friend')!.cost)
    expect([customers > 0, net!.expected === worth!.expected - rewards!, net!.expected > 0, worth!.p10 < worth!.expected, worth!.expected < worth!.p90]).toEqual([true, true, true, true, true])
    expect(told.lost.customers).toBeGreaterThan(20)
    expect(told.lost.cost!.value).toBeGreaterThan(0)
    expect(told.lost.worth!.value).toBeGreaterThan(0)
  })

  test('the share of list price is that of every order, looked up one by one; deals make the handcuffed pay least', async () => {
    const { rows } = await pool.query<{ state: number; share: number }>(`select s.state, sum(f.paid)::float8 / sum(f.list) as share from fact f join span s on s.customer = f.customer and s.telling = (select id from telling where state = 'current') and s.at <= f.at and s.until > f.at
      where f.kind = 2 and f.list > 0 and f.at >= '2025-06-01 00:00+03' and f.at < '2026-06-01 00:00+03' and f.retracted_at is null and s.state in (2, 3) group by 1 order by 1`)
    const share = new Map(told.premium.states.map((row) => [row.state, row.value]))
    expect([share.get('loyal'), share.get('satisfied')]).toEqual(rows.map((row) => expect.closeTo(row.share, 9) as number))
    expect(told.premium.difference!.low < told.premium.difference!.value).toBe(true)
  })

  test('who would still buy at five percent more is counted by everybody’s latest answer, the very satisfied apart', async () => {
    const { rows } = await pool.query<{ customer: string; question: string; value: number }>(`select customer, body ->> 'question' as question, (body ->> 'value')::int as value from fact
      where kind = 14 and at >= '2025-06-01 00:00+03' and at < '2026-06-01 00:00+03' and retracted_at is null order by at`)
    const latest = (asked: string): Map<string, number> => new Map(rows.filter(({ question }) => question === asked).map(({ customer, value }) => [customer, value]))
    const [still, satisfied] = [latest('still_at_5'), latest('satisfaction')]
    const bandOf = (customer: string): boolean | null => (satisfied.has(customer) ? satisfied.get(customer) === 5 : null)
    const heard = (very: boolean | null): number[] => [...still].flatMap(([customer, value]) => (bandOf(customer) === very ? [value] : []))
    const counted = [false, true, null].flatMap((very) => (heard(very).length > 0 ? [{ question: 'still_at_5', very_satisfied: very, customers: heard(very).length, good: heard(very).filter((value) => value >= 4).length }] : []))
    const found = await readFoundGood(pool, Date.parse('2025-05-31T21:00Z'), Date.parse('2026-05-31T21:00Z'), EVERYBODY)
    expect(counted.reduce((sum, { customers }) => sum + customers, 0)).toBe(still.size)
    expect(found.filter(({ question }) => question === 'still_at_5')).toEqual(counted)
    expect(told.found_good.map(({ question }) => question)).toEqual(['still_at_5', 'price_fair', 'worth_it'])
    const shareOf = (values: readonly number[]): unknown => (values.length < 30 ? null : expect.objectContaining({ value: values.filter((value) => value >= 4).length / values.length, customers: values.length }))
    expect(told.found_good[0]).toEqual({ question: 'still_at_5', all: shareOf([...still.values()]), very_satisfied: shareOf(heard(true)), others: shareOf(heard(false)) })
    const everything = latest('price_fair').size + latest('worth_it').size + still.size
    expect([everything > 30, found.reduce((sum, { customers }) => sum + customers, 0)]).toEqual([true, everything])
  })
})

/** How the database goes about what is read. */
async function plansOf(read: (db: Client) => Promise<unknown>): Promise<string> {
  return withTransaction(pool, async (db) => {
    // Of so few facts a look at all is as quick.
    await db.query('set local enable_seqscan = off; set local enable_bitmapscan = off')
    const plans: string[] = []
    const explaining = { query: async (text: string, values: unknown[]) => {
      if (text.startsWith('set local')) return db.query(text)
      const { rows } = await db.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values)
      plans.push(...rows.map((row) => row['QUERY PLAN']))
      return { rows: [{}] }
    } }
    await read(explaining as unknown as Client).catch(() => undefined)
    return plans.join('\n')
  })
}

test('what was done in a year, and who lapsed, is found in indexes that hold nothing else', async () => {
  const year = [Date.UTC(2025, 4, 31, 21), Date.UTC(2026, 4, 31, 21)] as const
  const plan = await plansOf((db) => readDone(db, ...year))
  for (const index of ['fact_given', 'fact_invited', 'fact_joined', 'fact_bought']) expect(plan).toMatch(new RegExp(`Index Only Scan using ${index} on fact`))
  const { rows } = await pool.query<{ step: string; n: number }>(`select body ->> 'step' as step, count(*) as n from fact where kind = 17 and at >= '2025-06-01 00:00+03' and at < '2026-06-01 00:00+03' and retracted_at is null group by 1`)
  expect((await readDone(pool, ...year)).referrals).toEqual(Object.fromEntries(rows.map(({ step, n }) => [step, n])))
  const { rows: tellings } = await pool.query<{ id: number }>(`select id from telling where state = 'current'`)
  expect(await plansOf((db) => readLost(db, tellings[0]!.id, ...year))).toMatch(/Index Only Scan using span_\d+_lapsed on span/)
  const { rows: lost } = await pool.query<{ n: number }>(`select count(*) as n from span join customer using (customer) where telling = $1 and state = 8 and was <> 8 and at >= '2025-06-01 00:00+03' and at < '2026-06-01 00:00+03' and until >= '2026-06-01 00:00+03'`, [tellings[0]!.id])
  const read = await withTransaction(pool, (db) => readLost(db, tellings[0]!.id, ...year))
  expect(read.reduce((sum, { customers }) => sum + customers, 0)).toBe(lost[0]!.n)
})

test('when the first customer came is found in an index, and is what their standings say; nobody is asked how long they have been under contract where nothing hangs on it', async () => {
  const { rows: [told] } = await pool.query<{ telling: number; first: number }>(`select telling, min(first_at) as first from standing where telling = (select id from telling where state = 'current') group by telling`)
  expect(await readFirstAt(pool, told!.telling)).toBe(told!.first)
  expect(await plansOf((db) => readFirstAt(db, told!.telling))).toMatch(/Index Only Scan using span_\d+_first on span/)
  const buyers = async (isHeld: boolean): Promise<string[]> => (await readBuyers(pool, told!.telling, 'Europe/Tallinn', Date.UTC(2026, 5, 1), EVERYBODY, isHeld)).map((buyer) => JSON.stringify({ ...buyer, held: null })).toSorted()
  expect(await buyers(false)).toEqual(await buyers(true))
})

test('points cost what one does, where the company says so; moments what costs say; a campaign what was spent on it, for those of whom it is named', async () => {
  const { rows } = await pool.query<{ points: number; moments: number }>(`select (select sum((body ->> 'points_used')::int)::int from fact where kind = 2 and at >= '2025-06-01 00:00+03' and at < '2026-06-01 00:00+03' and retracted_at is null) as points,
    (select count(*)::int from fact where kind = 5 and at >= '2025-06-01 00:00+03' and at < '2026-06-01 00:00+03' and retracted_at is null) as moments`)
  const [{ points, moments }] = rows as [{ points: number; moments: number }]
  expect([points > 0, moments > 0, told.keeping!.points, told.keeping!.moments]).toEqual([true, true, { used: points, cost: null }, { given: moments, cost: null }])
  expect((await run('money', { ctx })).out).toMatch(/Not\s+in\s+it:\s+[\d,]+\s+points/)
  await changeReckoning(ctx, { point_minor: 0.25 })
  await bring('purpose,channel,campaign,from,to,amount\nkeep,moments,,2025-06-01,2026-05-31,1200\nwin,campaign,Spring letter,2025-06-01,2026-05-31,500\n')
  const { keeping, winning } = await read()
  expect(keeping).toMatchObject({ points: { used: points, cost: Math.round(points / 4) }, moments: { given: moments, cost: 120_000 }, cost: told.keeping!.cost + 120_000 })
  expect(keeping!.each!.value).toBe(Math.round((keeping!.cost + keeping!.recoveries + points / 4) / keeping!.customers))
  expect(winning!.campaigns).toEqual([{ campaign: 'Spring letter', cost: 50_000, customers: 0, each: null }])
  await pool.query(`update customer set campaign = 'spring-letter' where customer in (select customer from ${PAID_BY_MONTH} spent group by customer having min(month) >= '2025-07-01' and min(month) < '2026-06-01' order by customer limit 10)`)
  // Another telling: what took long to draw would be shown again.
  await pool.query(`update telling set made_at = made_at + interval '1 second' where state = 'current'`)
  await dropCosts(ctx, (await listCosts(ctx)).files[0]!.id)
  await bring('purpose,channel,campaign,from,to,amount\nkeep,moments,,2025-06-01,2026-05-31,1200\nwin,campaign,Spring letter,2025-06-01,2026-05-31,500.00\nwin,radio,,2025-06-01,2026-05-31,1\n')
  expect((await read()).winning!.campaigns).toMatchObject([{ customers: 10, each: { value: 5000 } }])
  const { out } = await run('money', { ctx })
  for (const said of [/Spring letter +€500 +10 +€50\.00/, /points\s+that\s+were\s+used\s+cost\s+€/, /moments\s+cost\s+€1,200/]) expect(out).toMatch(said)
  for (const language of LANGUAGES) expect((await run('money', { ctx, language })).out).not.toMatch(/money\.|NaN|undefined|\{\w+\}/)
  await dropCosts(ctx, (await listCosts(ctx)).files[0]!.id)
  await changeReckoning(ctx, { point_minor: null })
}, 60_000)

test('a customer is told what they are still worth, in the export too; those who may not read the map are not; who never bought says so', async () => {
  const { rows } = await pool.query<{ key: string }>(`select key from standing join customer using (customer) where telling = (select id from telling where state = 'current') and orders > 4 order by key limit 1`)
  const key = rows[0]?.key ?? ''
  const customer = await readCustomer(ctx, key)
  if (!customer.ok) throw new Error('there is such a customer')
  const { figures, missing } = customer.value.lifetime!
  expect([missing, figures!.years, figures!.margin.source]).toEqual([null, 3, 'cost'])
  expect(figures!.p10 <= figures!.p50 && figures!.p50 <= figures!.p90 && figures!.expected > 0 && figures!.purchases > 0).toBe(true)
  const whole = await exportCustomer(ctx, key)
  expect(whole.ok && whole.value.customer.lifetime).toEqual(customer.value.lifetime)
  expect(await readCustomer(ctx, key, { money: false })).toMatchObject({ ok: true, value: { lifetime: null } })
  const browsing = await pool.query<{ key: string }>(`select key from customer c where not exists (select from fact f where f.customer = c.customer and f.kind = 2) order by key limit 1`)
  expect(await readCustomer(ctx, browsing.rows[0]?.key ?? '')).toMatchObject({ ok: true, value: { lifetime: { figures: null, missing: 'purchase' } } })
}, 30_000)

test('the command line prints the same, in every language', async () => {
  const { out } = await run('money', { ctx })
  for (const said of ['From one year to the next', 'What they are still worth', /Winning a customer costs €[\d.]+, keeping one for a year €[\d.]+/, /campaign +€[\d,]+ +\d+ +€36\.00/, 'Whom others sent', 'What the bond is paid', /As many newcomers +€/]) expect(out).toMatch(said)
  for (const language of LANGUAGES) expect((await run('money', { ctx, language })).out).not.toMatch(/money\.|NaN|undefined|\{\w+\}/)
  expect(JSON.parse((await run('money --json', { ctx })).out)).toMatchObject({ keeping: { files: 1, missing: [] }, money: { bridge: { now: expect.any(Number) as number } } })
  expect((await run('customer HH-0000001', { ctx })).out).toContain('Lifetime value')
}, 60_000)

describe('with other costs', () => {
  test('none: what is missing is said, and nothing is made up', async () => {
    for (const { id } of (await listCosts(ctx)).files) await dropCosts(ctx, id)
    expect(await read()).toMatchObject({ files: 0, covered: null, winning: null, keeping: null, times: null, missing: ['costs'], referrals: { rewards: null, net: null }, lost: { cost: null } })
  })

  test('of another year: no month is covered', async () => {
    await bring('purpose,channel,from,to,amount\nwin,search,2019-01-01,2019-12-31,100\n')
    expect(await read()).toMatchObject({ files: 1, covered: null, winning: null, missing: ['costs_months'] })
  })

  test('to keep alone, and then of a channel by which nobody came', async () => {
    await bring('purpose,channel,month,amount\nkeep,club,2026-01,100\n')
    expect((await read()).missing).toEqual(['costs_months'])
    await bring('purpose,channel,month,amount\nwin,zeppelin,2026-01,100\n')
    const { winning, keeping, times, missing, covered } = await read()
    expect([covered?.months, missing, times, keeping?.covered?.months, keeping?.each]).toEqual([1, ['newcomers', 'keep_months'], null, 1, null])
    expect(winning).toMatchObject({ channels: [{ channel: 'zeppelin', customers: 0, each: null, payback: null, at_least: 10_000 }], each: null })
    await bring('purpose,channel,month,amount\nkeep,club,2025-11,50\n')
    const three = (await read()).keeping!
    expect([three.covered, three.cost]).toEqual([{ from: '2025-11-01', to: '2026-01-31', months: 3 }, 15_000])
    expect(three.each!.value).toBe(Math.round((15_000 * 4 + three.recoveries) / three.customers))
  })

  test('with less than two years of purchases nobody knows who is new', async () => {
    await forgetSpend(pool, monthOf('2025-02-01'))
    await pool.query(`update telling set made_at = made_at + interval '1 second'`)
    expect(await read()).toMatchObject({ winning: null, keeping: null, missing: ['history'] })
  })
})
