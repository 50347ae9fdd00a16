import { bridgeOf, growthOf, type Paid } from '#core/money/bridge.ts'
import { nextYear } from '#core/money/next-year.ts'
import { originOf, ORIGINS } from '#core/money/origin.ts'
import { tenthsOf } from '#core/money/tenths.ts'
import type { Instant } from '#core/units/time.ts'
import { isoMonth, monthOfDay, zoneOf } from '#core/units/zone.ts'
import type { MoneyAnswer } from '#contract/money/money.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { drawnOnce } from '#actions/map/drawn.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { readBuyers } from '#store/money/buyers.ts'
import { readBands, readBrought, readFirstMonth, readPaid, type Brought } from '#store/money/paid.ts'
import type { Pool } from '#store/pool.ts'
import { newestTold } from '#store/relationship/standings.ts'
import { slicesOf } from '#store/slices.ts'

const YEAR = 12
/** More customers than this are looked at by lot for what is to come. */
const MOST_FORETOLD = 20_000
const MOST_CHANNELS = 12
const DAY_MS = 86_400_000

/** What customers pay: from one year to the next, how it lies over customers, what is to come, and how those came who pay it. */
export async function readMoney(ctx: Context): Promise<Result<MoneyAnswer>> {
  const force = await inForce(ctx.pool)
  const { id, made_at } = force.telling
  return drawnOnce(ctx.pool, JSON.stringify(['money', force.company.secret.toString('base64'), id, made_at]), () => draw(ctx.pool, force))
}

async function draw(pool: Pool, force: InForce): Promise<Result<MoneyAnswer>> {
  const { telling, company } = force
  const [first, newest] = [await readFirstMonth(pool, telling.id), await newestTold(pool, telling.id)]
  if (first === null) return no('nothing_yet')
  const until = Math.max(telling.until, newest ?? 0)
  // Whole months alone: the month that has begun is not over.
  const end = zoneOf(company.zone).monthOf(until)
  const months = end - monthOfDay(Date.parse(first) / DAY_MS)
  const [from, middle] = [end - 2 * YEAR, end - YEAR]
  const years = { from: isoMonth(from), middle: isoMonth(middle), end: isoMonth(end) }
  const [rows, bands, brought, next_year] = await Promise.all([
    readPaid(pool, telling.id, years), readBands(pool, telling.id, years.middle, years.end), readBrought(pool, telling.id), foretold(pool, force, until),
  ])
  const bridge = months >= 2 * YEAR ? bridgeOf(rows) : null
  const growth = bridge && growthOf(bridge)
  return yes({
    telling: tellingOf(telling), company: { currency: company.currency, zone: company.zone },
    years: { before: { from: years.from, to: isoMonth(middle - 1) }, now: { from: years.middle, to: isoMonth(end - 1) } },
    history: { months: Math.max(0, months), needed: 2 * YEAR },
    bridge,
    growth: growth && { retention: growth.retention, earned_new: growth.earnedNew, value: growth.value, low: growth.low, high: growth.high, growth: growth.growth, known: growth.known },
    channels: bridge ? channelsOf(rows) : [],
    tenths: tenthsOf(bands).map((tenth) => ({ ...tenth, paid: Math.round(tenth.paid) })),
    paying: { customers: bands.reduce((sum, band) => sum + band.customers, 0), paid: bands.reduce((sum, band) => sum + band.paid, 0) },
    next_year, origins: originsOf(brought),
  })
}

async function foretold(pool: Pool, { telling, company }: InForce, until: Instant): Promise<MoneyAnswer['next_year']> {
  const { stay, customers } = telling.model
  if (!stay) return null
  const parts = Math.min(256, 2 ** Math.max(0, Math.ceil(Math.log2(customers / MOST_FORETOLD))))
  const buyers = await readBuyers(pool, company.zone, until, slicesOf(parts)[0] ?? { from: null, to: null })
  const told = nextYear(buyers, stay, parts)
  if (!told) return null
  const [p10, p50, p90] = told.spread.map(Math.round) as [number, number, number]
  return { expected: Math.round(told.expected), p10, p50, p90, customers: buyers.length * parts, looked_at: 1 / parts, spend: told.spend, independence: told.independence }
}

/** Newcomers by channel, and what each is counted as. */
function channelsOf(rows: readonly Paid[]): MoneyAnswer['channels'] {
  const ways = Map.groupBy(rows.filter(({ fate }) => fate === 'new'), (row) => JSON.stringify([row.channel, originOf(row)]))
  return [...ways.values()].map((same) => ({
    channel: same[0]!.channel, origin: originOf(same[0]!), customers: same.reduce((sum, row) => sum + row.customers, 0), paid: same.reduce((sum, row) => sum + row.now, 0),
  })).toSorted((a, b) => b.paid - a.paid || String(a.channel).localeCompare(String(b.channel))).slice(0, MOST_CHANNELS)
}

const originsOf = (brought: readonly Brought[]): MoneyAnswer['origins'] => ORIGINS.map((origin) => {
  const own = brought.filter((row) => originOf(row) === origin)
  const sum = (of: (row: Brought) => number): number => own.reduce((total, row) => total + of(row), 0)
  const years = sum((row) => row.years)
  return { origin, customers: sum((row) => row.customers), paid: sum((row) => row.paid), per_year: years > 0 ? Math.round(sum((row) => row.paid) / years) : null }
})
