import { bridgeOf } from '#core/money/bridge.ts'
import { expectedOf, inSum } from '#core/money/lifetime.ts'
import { replacing, type LostBy } from '#core/money/lost.ts'
import { lotOf } from '#core/money/lot.ts'
import { originOf } from '#core/money/origin.ts'
import { FEWEST_PAYING, premiumOf, shareIn } from '#core/money/premium.ts'
import { reckonedBy } from '#core/money/reckoning.ts'
import type { Months } from '#core/money/covered.ts'
import { winningOf, type Between, type Winning, type Won } from '#core/money/win-keep.ts'
import { firstDayOf } from '#core/money/covered.ts'
import type { CostRow } from '#core/money/cost-row.ts'
import { STATES, type State } from '#core/relationship/state.ts'
import type { Instant } from '#core/units/time.ts'
import { isoMonth, zoneOf } from '#core/units/zone.ts'
import { wilson } from '#stats/proportions.ts'
import type { KeepingAnswer } from '#contract/money/keeping.ts'
import { worthQuery } from '#contract/worth/worth.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { readWorth } from '#actions/worth/read-worth.ts'
import { listCostFiles, readCostRows } from '#store/money/costs.ts'
import { ON_PRICE, readFoundGood, readLost, readDone, readPaidOfList, type Done, type FoundGood } from '#store/money/keeping.ts'
import { readReckoning } from '#store/money/reckoning.ts'
import { withTransaction, type Pool } from '#store/pool.ts'
import { foresee, readMargin, sliceFor, sumsGoodFor, toldUntil, type Foreseen } from './foretell.ts'
import { readTwoYears, YEAR } from './spent.ts'
import { daysOf, inMinor, winAndKeep } from './win-and-keep.ts'

/** More customers than this are looked at by lot for what they pay of the list price. */
const MOST_LOOKED_AT = 20_000

/** What winning and keeping customers costs, what those bring whom others send, what the bond is paid, and what it takes to replace those who left. */
export async function readKeeping(ctx: Context): Promise<Result<KeepingAnswer>> {
  const force = await inForce(ctx.pool)
  const [reckoning, files] = [await readReckoning(ctx.pool), await listCostFiles(ctx.pool)]
  return drawnOnce(ctx.pool, force, { what: ['keeping', reckoning, files.map(({ id }) => id)], good_for_ms: sumsGoodFor(force), draw: () => draw(ctx, force, files.length) })
}

/** The last twelve whole months of the company's calendar, and when they begin and end. */
interface Year extends Months {
  readonly begins: Instant
  readonly ends: Instant
}

interface Asked {
  readonly pool: Pool
  readonly force: InForce
  readonly year: Year
  readonly until: Instant
}

/** What was done in a year, and what was said of prices: neither hangs on how the company reckons, nor on what it spent, nor on how its customers are told. */
const deedsIn = (pool: Pool, force: InForce, year: Year) => drawnOnce(pool, force, { what: ['keeping', 'deeds', year.begins, year.ends, force.telling.model.customers], of_facts: true, good_for_ms: sumsGoodFor(force), draw: async () => {
  const [done, found_good] = await Promise.all([readDone(pool, year.begins, year.ends), foundGood(pool, year, force.telling.model.customers)])
  return { done, found_good }
} })

/** What those paid of the list price who stood in each state, and who was lost. */
const stoodIn = (pool: Pool, force: InForce, year: Year) => drawnOnce(pool, force, { what: ['keeping', 'stood', year.begins, year.ends], good_for_ms: sumsGoodFor(force), draw: async () => {
  const { id, model: { customers } } = force.telling
  const [premium, lost] = await Promise.all([premiumIn(pool, id, year, customers), withTransaction(pool, (db) => readLost(db, id, year.begins, year.ends))])
  return { premium, lost }
} })

/** All that is read of a year, side by side. What is reckoned for long when it was read is read first: that goes on in another thread while all else is read. */
async function readYear(ctx: Context, { pool, force, year, until }: Asked) {
  const foreseen = foresee(pool, force, until)
  const [worth, seen, [spent, costs, deeds, stood]] = await Promise.all([
    readWorth({ ...ctx, reach: 'all' }, worthQuery.parse({})), foreseen,
    foreseen.then(() => Promise.all([readTwoYears(pool, force, until), readCostRows(pool, isoMonth(year.from), isoMonth(year.end)), deedsIn(pool, force, year), stoodIn(pool, force, year)])),
  ])
  return { spent, seen, costs, ...deeds, ...stood, moves: worth.ok ? worth.value.moves.filter(({ to }) => to === 'lapsed') : [] }
}

async function draw(ctx: Context, force: InForce, files: number): Promise<Result<KeepingAnswer>> {
  const { pool } = ctx
  const { telling, company } = force
  const until = await toldUntil(pool, force)
  const zone = zoneOf(company.zone)
  const end = zone.monthOf(until)
  const instantOf = (month: number): Instant => zone.instantOf({ year: 1970 + Math.floor(month / 12), month: (month % 12) + 1, day: 1 })
  const year: Year = { from: end - YEAR, end, begins: instantOf(end - YEAR), ends: instantOf(end) }
  const asked = { pool, force, year, until }
  const { spent, seen, costs, done, premium, found_good, lost, moves } = await readYear(ctx, asked)
  if (spent === null) return no('nothing_yet')
  const { first, won } = spent
  const { point_minor, ...reckoning } = await readReckoning(pool)
  const reckoned = reckonedBy(reckoning)
  const margin = await readMargin(pool, force, reckoned, until)
  const { told, winning } = await winAndKeep(pool, files, {
    telling: telling.id, customers: telling.model.customers, first, year, costs, won, kept: bridgeOf(spent.paid).customers.kept, given: done, margin: margin.share, point_minor,
  })
  return yes({
    telling: tellingOf(telling), company: { currency: company.currency, zone: company.zone }, reckoned: { years: reckoned.years, discount: reckoned.discount, margin },
    year: { ...daysOf(year), months: Math.min(YEAR, Math.max(0, end - first)) }, files, ...told,
    referrals: referralsIn(asked, seen, done, won, files > 0 ? costs : null), premium, found_good, lost: lostFor(lost, moves, winning),
  })
}

function referralsIn({ force, year: { from, end }, until }: Asked, seen: Foreseen | null, { referrals: steps }: Done, won: readonly Won[], costs: readonly CostRow[] | null): KeepingAnswer['referrals'] {
  const zone = zoneOf(force.company.zone)
  const sent = won.filter((row) => originOf(row) === 'earned')
  const worth = seen && worthOfSent(seen, sent, (day) => day >= firstDayOf(from) && day < firstDayOf(end), zone.dayOf(until))
  const rewards = costs && Math.round(winningOf(costs, firstDayOf(from), firstDayOf(end), []).channels.filter(({ origin }) => origin === 'earned').reduce((sum, { cost }) => sum + cost, 0))
  const net = worth && rewards !== null ? { expected: worth.expected - rewards, p10: worth.p10 - rewards, p90: worth.p90 - rewards } : null
  return { ...steps, customers: sent.reduce((sum, { paying }) => sum + paying, 0), worth, looked_at: seen?.looked_at ?? 1, rewards, net }
}

/** What those have brought whom others sent, and what they are expected to bring still; the first is counted, the second of some for all where they are many. */
function worthOfSent({ foretelling, buyers, looked_at }: Foreseen, sent: readonly Won[], isThen: (day: number) => boolean, today: number): KeepingAnswer['referrals']['worth'] {
  const some = buyers.filter((buyer) => isThen(today - buyer.T) && originOf(buyer) === 'earned')
  const of = (what: 'paying' | 'paid'): number => sent.reduce((sum, row) => sum + row[what], 0)
  const { expected, spread: [p10, , p90] } = inSum(some, expectedOf(some, foretelling), foretelling, lotOf(some.map(() => 'sent'), new Map([['sent', of('paying')]]), 1 / looked_at))
  const brought = foretelling.margin * of('paid')
  return { expected: Math.round(brought + expected), p10: Math.round(brought + p10), p90: Math.round(brought + p90) }
}

async function premiumIn(pool: Pool, telling: number, { begins, ends }: Year, customers: number): Promise<KeepingAnswer['premium']> {
  const { slice, times } = sliceFor(customers, MOST_LOOKED_AT)
  const rows = await readPaidOfList(pool, telling, begins, ends, slice)
  const states = STATES.flatMap((state) => {
    const share = shareIn(rows, [state])
    return share ? [{ state, ...share }] : []
  })
  return { states, difference: premiumOf(rows), looked_at: 1 / times }
}

async function foundGood(pool: Pool, { begins, ends }: Year, customers: number): Promise<KeepingAnswer['found_good']> {
  const rows = await readFoundGood(pool, begins, ends, sliceFor(customers, MOST_LOOKED_AT).slice)
  return ON_PRICE.flatMap((question) => {
    const heard = rows.filter((row) => row.question === question)
    const share = (some: readonly FoundGood[]): KeepingAnswer['found_good'][number]['all'] => {
      const sum = (of: 'customers' | 'good'): number => some.reduce((total, row) => total + row[of], 0)
      return sum('customers') >= FEWEST_PAYING ? { ...wilson(sum('good'), sum('customers')), customers: sum('customers') } : null
    }
    const [very, others] = [true, false].map((is) => share(heard.filter((row) => row.very_satisfied === is)))
    return heard.length > 0 ? [{ question, all: share(heard), very_satisfied: very ?? null, others: others ?? null }] : []
  })
}

/** @param moves what moves to lapsed are worth */
function lostFor(lost: readonly LostBy[], moves: readonly (Between & { readonly from: State })[], winning: Winning | null): KeepingAnswer['lost'] {
  const { cost, worth: gone, ...counts } = replacing(lost, winning, (was) => {
    const move = moves.find(({ from }) => from === was)
    return move ? { value: -move.value, low: -move.high, high: -move.low } : null
  })
  return { ...counts, cost: cost && inMinor(cost), worth: gone && inMinor(gone) }
}
