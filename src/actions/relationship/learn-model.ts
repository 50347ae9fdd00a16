import type { Instant } from '#core/units/time.ts'
import { EMPTY_MODEL, type Model, type Offer, type Prior } from '#core/relationship/model.ts'
import { heardAs } from '#core/relationship/heard.ts'
import type { Policy } from '#core/relationship/policy.ts'
import { stayModelOf, USUAL_STAY, type Chosen, type FittedStay, type StayKind } from '#core/relationship/stay.ts'
import { geometricMean } from '#stats/describe.ts'
import { fitBetaBinomial, fitGammaPoisson, type ShareGroup } from '#stats/shrink.ts'
import { packCells, type PackedCells } from '#stats/stay/cells.ts'
import { fitStay } from '#stats/stay/fit.ts'
import { fitMeans } from '#stats/varying-means.ts'
import type { Db } from '#store/pool.ts'
import { readCells, readPaidOfList, readReach, readSaid, readShares, readWeeks, type CellRow, type PaidOfList } from '#store/relationship/learn.ts'
import { readSeasonCells } from '#store/relationship/learn-season.ts'
import { readHeard } from '#store/relationship/learn-heard.ts'
import { EVERYBODY, partsFor, slicesOf } from '#store/slices.ts'
import { whichStay } from './choose-stay.ts'
import { learnContracts } from './learn-contracts.ts'

/** Where customers differ no more than chance makes them, what is known of all is worth this many lines or orders of one. */
const SAME_FOR_ALL = 1000
/** How many orders the company's share of list price weighs against a customer's own, where too few bought twice to tell. */
const PAY_WEIGHT = 10
/** Of more customers some are looked at by lot for what follows an answer. */
const MOST_HEARD = 100_000

/**
 * Learns a model from the company's own histories, all of them, as they are now. Deterministic. The passes over the facts run side by
 * side: each is a connection's own work, and the database has more than one core.
 * @param upTo as if nothing had been known that happened later
 */
export async function learnModel(db: Db, id: number, policy: Policy, zone: string, upTo: Instant | null = null): Promise<Model> {
  const { through: newest, kinds } = await readReach(db, upTo)
  const through = newest === null ? null : (upTo ?? newest)
  if (through === null) return { ...EMPTY_MODEL, id }
  const buys = kinds.has('purchase')
  const [cells, paidOf, weeks, shares, said] = await Promise.all([
    buys ? readCells(db, zone, through, upTo) : [],
    buys ? readPaidOfList(db, upTo) : null,
    buys ? readWeeks(db, upTo) : [],
    buys ? readShares(db, upTo) : { deals: [], points: [] },
    readSaid(db, through, upTo),
  ])
  const again = cells.filter((cell) => cell.x > 0)
  const repeaters = again.reduce((sum, cell) => sum + cell.n, 0)
  const enough = repeaters >= policy.least_repeaters
  return {
    id, through, repeaters,
    customers: said.reduce((sum, { count }) => sum + count, 0),
    say: kinds.has('referral') || kinds.has('praise') ? await sayOf(db, said, { through, policy, upTo }) : null,
    offer: offerOf(weeks, shares.deals),
    points: pointsOf(shares.points),
    usual_gap_days: enough ? (geometricMean(again.map((c) => Math.max(1, c.t_x) / c.x), again.map((c) => c.n)) ?? null) : null,
    stay: enough ? await stayOf(db, cells, { zone, through, policy }) : null,
    contract: kinds.has('contract') ? await learnContracts(db, policy, through) : null,
    pay: paidOf && payOf(paidOf),
    answered: kinds.has('felt') || kinds.has('rating') || kinds.has('stance'),
  }
}

/** The model that foretold best, fitted to all there is; the usual one where that cannot be fitted. */
async function stayOf(db: Db, cells: readonly CellRow[], under: Parameters<typeof whichStay>[2]): Promise<FittedStay | null> {
  const { kind, chosen, season } = await whichStay(db, cells, under)
  if (kind === 'bgbb' && season) {
    const bySeason = packCells(await readSeasonCells(db, season, under))
    const fit = fittedTo(bySeason, kind, under.policy)
    if (fit) return { ...fit, season, ...ceilingOf(fit.kind, chosen), cells: bySeason.n.length, chosen }
  }
  const packed = packCells(cells)
  const fit = (kind === 'bgbb' ? null : fittedTo(packed, kind, under.policy)) ?? (kind === USUAL_STAY ? null : fittedTo(packed, USUAL_STAY, under.policy))
  return fit && { ...fit, ...ceilingOf(fit.kind, chosen), cells: packed.n.length, chosen }
}

/** The most that the model was right to say of anybody, where that is less than certainty. */
function ceilingOf(kind: StayKind, chosen: Chosen): { readonly ceiling?: number } {
  const ceiling = chosen.compared ? chosen.models.find(({ model }) => model === kind)?.ceiling : undefined
  return ceiling === undefined || ceiling === 1 ? {} : { ceiling }
}

/**
 * The weak prior is always used ("within a factor of about 150" around 1 and the usual gap): a few hundred repeaters outweigh it, and it keeps
 * parameters finite where the data leave one open (no drop-out to be seen, say).
 */
function fittedTo(packed: PackedCells, kind: StayKind, policy: Policy): Pick<FittedStay, 'kind' | 'parameters' | 'covariance'> | null {
  const fit = fitStay(stayModelOf(kind), packed, { fewestRepeaters: policy.least_repeaters, fewestCustomers: 1, prior: 'always' })
  return fit.ok ? { kind, parameters: fit.value.parameters, covariance: fit.value.covariance } : null
}

/** A prior for shares: fitted, or as good as certain where customers do not differ. */
function sharePrior(groups: readonly ShareGroup[]): Prior | null {
  const fit = fitBetaBinomial(groups)
  if (fit.ok) return { mean: fit.value.mean, weight: fit.value.weight }
  const n = groups.reduce((sum, g) => sum + g.n * g.count, 0)
  return fit.reason === 'no_spread' && n > 0 ? { mean: groups.reduce((sum, g) => sum + g.k * g.count, 0) / n, weight: SAME_FOR_ALL } : null
}

/** What was on offer, week by week, and how much customers differ in taking it. */
function offerOf(weeks: Awaited<ReturnType<typeof readWeeks>>, groups: readonly ShareGroup[]): Offer | null {
  const prior = sharePrior(groups)
  const first = weeks[0]?.week
  const last = weeks.at(-1)?.week
  if (!prior || prior.mean === 0 || first === undefined || last === undefined) return null
  const share = new Map(weeks.map((w) => [w.week, w.deals / w.lines]))
  return { overall: prior.mean, weight: prior.weight, first, weeks: Array.from({ length: last - first + 1 }, (_, i) => share.get(first + i) ?? prior.mean) }
}

/** The company's share of list price, and how much customers differ in theirs. */
function payOf({ paid, list, ...means }: PaidOfList): Model['pay'] {
  if (!(list > 0)) return null
  const mean = Math.min(1, paid / list)
  const fit = fitMeans(means)
  if (fit.ok) return { mean, weight: fit.value.weight, spread: fit.value.spread }
  const spread = means.observations > means.units ? Math.sqrt(means.within / (means.observations - means.units)) : Math.sqrt(mean * (1 - mean))
  return { mean, weight: fit.reason === 'no_spread' ? SAME_FOR_ALL : PAY_WEIGHT, spread }
}

/** How often customers say something good, and what an answer on recommending tells of what follows it. */
async function sayOf(db: Db, said: Awaited<ReturnType<typeof readSaid>>, { through, policy, upTo }: { through: Instant; policy: Policy; upTo: Instant | null }): Promise<Model['say']> {
  const fit = fitGammaPoisson(said)
  if (!fit.ok) return null
  const { shape, rate } = fit.value
  const customers = said.reduce((sum, { count }) => sum + count, 0)
  const parts = partsFor(customers, MOST_HEARD)
  const after = await readHeard(db, { shape, rate, days: policy.says_days, through, upTo, slice: slicesOf(parts)[0] ?? EVERYBODY })
  return { shape, rate, heard: heardAs(shape, after) }
}

function pointsOf(groups: readonly ShareGroup[]): Prior | null {
  const prior = groups.some((g) => g.k > 0) ? sharePrior(groups) : null
  return prior && prior.mean > 0 ? prior : null
}
