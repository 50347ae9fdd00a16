import { bridgeOf, growthOf, type Paid } from '#core/money/bridge.ts'
import { originOf, ORIGINS } from '#core/money/origin.ts'
import { tenthsOf } from '#core/money/tenths.ts'
import { isoMonth } from '#core/units/zone.ts'
import type { MoneyAnswer } from '#contract/money/money.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { foresee, sumsGoodFor, toldUntil } from './foretell.ts'
import { readTwoYears, YEAR } from './spent.ts'
import { sumsAhead } from './sums-ahead.ts'
import { readBrought, type Brought } from '#store/money/paid.ts'
import { readReckoning } from '#store/money/reckoning.ts'
import type { Pool } from '#store/pool.ts'

const MOST_CHANNELS = 12

/** What customers pay: from one year to the next, how it lies over customers, what is to come, and how those came who pay it. */
export async function readMoney(ctx: Context): Promise<Result<MoneyAnswer>> {
  const force = await inForce(ctx.pool)
  const reckoning = await readReckoning(ctx.pool)
  return drawnOnce(ctx.pool, force, { what: ['money', reckoning], good_for_ms: sumsGoodFor(force), draw: () => draw(ctx.pool, force) })
}

/** Everybody who ever bought, by where they stand and how they came: it does not hang on how the company reckons. */
const broughtBy = (pool: Pool, force: InForce): Promise<readonly Brought[]> =>
  drawnOnce(pool, force, { what: ['brought'], good_for_ms: sumsGoodFor(force), draw: () => readBrought(pool, force.telling.id, force.telling.model.customers) })

async function draw(pool: Pool, force: InForce): Promise<Result<MoneyAnswer>> {
  const { telling, company } = force
  const until = await toldUntil(pool, force)
  const all = broughtBy(pool, force)
  const coming = Promise.all([foresee(pool, force, until), all]).then(([seen, brought]) => seen && sumsAhead(seen, brought))
  const [spent, brought, ahead] = await Promise.all([readTwoYears(pool, force, until), all, coming])
  if (spent === null) return no('nothing_yet')
  // Whole months alone: the month that has begun is not over.
  const { first, middle, end, paid, bands } = spent
  const months = end - first
  const bridge = months >= 2 * YEAR ? bridgeOf(paid) : null
  const growth = bridge && growthOf(bridge)
  return yes({
    telling: tellingOf(telling), company: { currency: company.currency, zone: company.zone },
    years: { before: { from: isoMonth(middle - YEAR), to: isoMonth(middle - 1) }, now: { from: isoMonth(middle), to: isoMonth(end - 1) } },
    history: { months: Math.max(0, months), needed: 2 * YEAR },
    bridge,
    growth: growth && { retention: growth.retention, earned_new: growth.earnedNew, value: growth.value, low: growth.low, high: growth.high, growth: growth.growth, known: growth.known },
    channels: bridge ? channelsOf(paid) : [],
    tenths: tenthsOf(bands).map((tenth) => ({ ...tenth, paid: Math.round(tenth.paid) })),
    paying: { customers: bands.reduce((sum, band) => sum + band.customers, 0), paid: bands.reduce((sum, band) => sum + band.paid, 0), months: Math.min(YEAR, Math.max(0, months)) },
    ...(ahead ?? { next_year: null, lifetime: null }), origins: originsOf(brought),
  })
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
