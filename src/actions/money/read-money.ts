import { bridgeOf, growthOf, type Paid } from '#core/money/bridge.ts'
import { expectedOf, inSum } from '#core/money/lifetime.ts'
import { amongOf, offByLot, totalOf } from '#core/money/lot.ts'
import { nextYear } from '#core/money/next-year.ts'
import { originOf, ORIGINS } from '#core/money/origin.ts'
import { tenthsOf } from '#core/money/tenths.ts'
import { STATES } from '#core/relationship/state.ts'
import { isoMonth } from '#core/units/zone.ts'
import type { MoneyAnswer } from '#contract/money/money.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { broughtBy, foresee, sumsGoodFor, toldUntil, type Foreseen } from './foretell.ts'
import { readTwoYears, YEAR } from './spent.ts'
import type { Brought } from '#store/money/paid.ts'
import { readReckoning } from '#store/money/reckoning.ts'
import type { Pool } from '#store/pool.ts'
import type { Spread } from '#stats/pay/lifetime.ts'

const MOST_CHANNELS = 12

/** What customers pay: from one year to the next, how it lies over customers, what is to come, and how those came who pay it. */
export async function readMoney(ctx: Context): Promise<Result<MoneyAnswer>> {
  const force = await inForce(ctx.pool)
  const reckoning = await readReckoning(ctx.pool)
  return drawnOnce(ctx.pool, force, { what: ['money', reckoning], good_for_ms: sumsGoodFor(force), draw: () => draw(ctx.pool, force) })
}

async function draw(pool: Pool, force: InForce): Promise<Result<MoneyAnswer>> {
  const { telling, company } = force
  const until = await toldUntil(pool, force)
  const [spent, brought, seen] = await Promise.all([readTwoYears(pool, force, until), broughtBy(pool, force), foresee(pool, force, until)])
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
    next_year: seen && nextYearOf(seen), lifetime: seen && lifetimeOf(seen), origins: originsOf(brought),
  })
}

const looks = ({ there, looked_at }: Foreseen): { customers: number; looked_at: number } => ({ customers: [...there.values()].reduce((sum, n) => sum + n, 0), looked_at })
const spreadOf = ([p10, p50, p90]: Spread): { p10: number; p50: number; p90: number } => ({ p10: Math.round(p10), p50: Math.round(p50), p90: Math.round(p90) })

function nextYearOf(seen: Foreseen): MoneyAnswer['next_year'] {
  const { spending } = seen.foretelling
  const told = nextYear(seen.buyers, seen.foretelling, spending, seen.lot)
  return { expected: Math.round(told.expected), ...spreadOf(told.spread), ...looks(seen), spend: spending.kind, independence: spending.independence }
}

/** What the customers of today are still worth, in sum and by where they stand. */
function lifetimeOf(seen: Foreseen): MoneyAnswer['lifetime'] {
  const { foretelling, buyers, lot, there, margin } = seen
  const each = expectedOf(buyers, foretelling)
  const { expected, spread } = inSum(buyers, each, foretelling, lot)
  const states = STATES.filter((state) => there.has(state)).map((state) => {
    const own = (i: number): boolean => buyers[i]!.state === state
    const [values, some] = [each.filter((_, i) => own(i)), amongOf(lot, own)]
    const [total, by_lot] = [totalOf(values, some), offByLot(values, some)]
    const told = { expected: Math.round(total), each: Math.round(total / totalOf(values.map(() => 1), some)), by_lot: by_lot && { low: Math.round(by_lot.low), high: Math.round(by_lot.high) } }
    return { state, customers: there.get(state)!, ...(values.length > 0 ? told : { expected: null, each: null, by_lot: null }) }
  })
  return { years: foretelling.years, discount: foretelling.discount, margin, expected: Math.round(expected), ...spreadOf(spread), ...looks(seen), states }
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
