/**
 * How sure an adjusted ratio is. Customers are the unit, not days: somebody who moves back and forth says the same thing twice. They lie in lots drawn by
 * chance; how the lots' scores scatter gives the errors (a sandwich: Huber 1967, White 1982), and drawing lots anew gives whatever rests on the ratios
 * (the score bootstrap: Kline & Santos 2012). Where few moved the scores scatter less than they may: an error is never below that of the fit itself.
 */
import { quantilesOf } from '../describe.ts'
import { diceOf, resample } from '../random.ts'
import { correlationsOf, isConstant, mergeCrossProducts, type CrossProducts } from './crossproducts.ts'
import type { Effect } from './penalty-reward.ts'
import type { ExposureFit, Exposures } from './exposure.ts'
import { likelihoodRoots } from './exposure-likelihood.ts'
import { lmg, MOST_DRIVERS, relativeWeights } from './importance.ts'
import { ranksOf } from './weigh.ts'

export interface ExposureWeight {
  readonly driver: number
  /** How many times as often events came after it as without it, all else being met alike, with its 95 % interval. */
  readonly ratio: Effect
  /** How sure it is that it is not 1: its logarithm in its own standard errors, or less where the likelihood says less. */
  readonly z: number
  /** The share of all events that goes with it: how many had it before them, less what there would have been anyway (Bruzzi et al. 1985). Below 0 where events were fewer. */
  readonly attributable: Effect
  /** Its share in what the drivers of the fit explain of when events come; null for those only adjusted for, and for all but the 16 surest. */
  readonly explained: Explained | null
}

export interface Explained extends Effect {
  readonly rank: number
  /** The share of resamples in which it had this rank. */
  readonly held: number
}

const Z = 1.959963984540054
const ENDS = [0.025, 0.975] as const
/** With more drivers LMG takes too long to do hundreds of times. */
const MOST_RESAMPLED = 9

interface DoubtOptions {
  readonly resamples?: number
  readonly seed?: number
  /** Drivers that are adjusted for and not asked about: they have no share in what is explained. */
  readonly besides?: ReadonlySet<number>
}

/** Of each driver of the fit its ratio, what goes with it and its share in what is explained, each with a 95 % interval over customers. */
export function weighExposures(exposures: Exposures, fit: ExposureFit, { resamples = 200, seed = 1, besides = new Set() }: DoubtOptions = {}): ExposureWeight[] {
  const dice = diceOf(seed)
  const drawn = Array.from({ length: resamples }, () => resample(dice, exposures.lots))
  const slopes = slopesOf(exposures, fit, drawn)
  const shares = attributableOf(exposures, fit, slopes, drawn)
  const explained = explainedOf(exposures, fit, slopes, drawn, besides)
  const sureness = surenessOf(exposures, fit, slopes)
  return fit.used.map((driver, i) => {
    const { middle, error } = slopes[i]!
    const ratio = { value: Math.exp(middle), low: Math.exp(middle - Z * error), high: Math.exp(middle + Z * error) }
    return { driver, ratio, z: sureness[i]!, attributable: shares[i]!, explained: explained[i]! }
  })
}

interface Slope {
  readonly middle: number
  readonly error: number
  readonly drawn: readonly number[]
}

/** Of each lot, how far its events lie from what the fit has them be, for the intercept and each driver. */
function scoresOf({ lots, patterns, pattern, lot, time, events }: Exposures, { used, beta }: ExposureFit): Float64Array[] {
  const place = new Map(used.map((driver, i) => [driver, i + 1]))
  const members = patterns.map((met) => [0, ...met.flatMap((driver) => place.get(driver) ?? [])])
  const chances = members.map((met) => 1 / (1 + Math.exp(-met.reduce((sum, j) => sum + beta[j]!, 0))))
  const scores = Array.from({ length: lots }, () => new Float64Array(beta.length))
  for (let c = 0; c < pattern.length; c++) {
    const i = pattern[c]!
    const off = events[c]! - (time[c]! + events[c]!) * chances[i]!
    for (const j of members[i]!) scores[lot[c]!]![j]! += off
  }
  return scores
}

function slopesOf(exposures: Exposures, fit: ExposureFit, drawn: readonly Float64Array[]): Slope[] {
  const { beta, covariance } = fit
  const scores = scoresOf(exposures, fit)
  // What each lot pulls at each log ratio.
  const pulls = scores.map((score) => covariance.map((row) => row.reduce((sum, entry, k) => sum + entry * score[k]!, 0)))
  const means = beta.map((_, j) => pulls.reduce((sum, pull) => sum + pull[j]!, 0) / pulls.length)
  const few = pulls.length / Math.max(1, pulls.length - 1)
  return fit.used.map((_, i) => {
    const j = i + 1
    const sandwich = Math.sqrt(few * pulls.reduce((sum, pull) => sum + (pull[j]! - means[j]!) ** 2, 0))
    const error = Math.max(sandwich, Math.sqrt(covariance[j]![j]!))
    const scale = sandwich > 0 ? error / sandwich : 0
    const draw = (times: Float64Array): number => beta[j]! + scale * pulls.reduce((sum, pull, g) => sum + (times[g]! - 1) * (pull[j]! - means[j]!), 0)
    return { middle: beta[j]!, error, drawn: drawn.map(draw) }
  })
}

/** What looks sure by its error has to be so by what the likelihood loses without it, too: of a few moves that came by chance an error is too small. */
function surenessOf(exposures: Exposures, fit: ExposureFit, slopes: readonly Slope[]): number[] {
  const plain = slopes.map(({ middle, error }) => (error > 0 ? middle / error : 0))
  const sure = plain.flatMap((z, i) => (Math.abs(z) >= Z ? [i] : []))
  const roots = likelihoodRoots(exposures, fit, sure)
  return plain.map((z, i) => {
    const root = roots[sure.indexOf(i)]
    const own = root === undefined ? z : root * (Math.sqrt(fit.covariance[i + 1]![i + 1]!) / slopes[i]!.error)
    return Math.abs(own) < Math.abs(z) ? own : z
  })
}

function attributableOf({ lots, drivers, patterns, pattern, lot, events }: Exposures, { used }: ExposureFit, slopes: readonly Slope[], drawn: readonly Float64Array[]): Effect[] {
  const all = new Float64Array(lots)
  const after = Array.from({ length: drivers }, () => new Float64Array(lots))
  for (let c = 0; c < pattern.length; c++) if (events[c]! > 0) {
    all[lot[c]!]! += events[c]!
    for (const driver of patterns[pattern[c]!]!) after[driver]![lot[c]!]! += events[c]!
  }
  const sum = (values: Float64Array, times: Float64Array | null): number => values.reduce((total, value, g) => total + value * (times ? times[g]! : 1), 0)
  const share = (driver: number, slope: number, times: Float64Array | null): number => (sum(all, times) > 0 ? (sum(after[driver]!, times) / sum(all, times)) * (1 - Math.exp(-slope)) : 0)
  return used.map((driver, i) => {
    const { middle, drawn: own } = slopes[i]!
    return { value: share(driver, middle, null), ...ends(drawn.map((times, b) => share(driver, own[b]!, times))) }
  })
}

const ends = (drawn: readonly number[]): Pick<Effect, 'low' | 'high'> => {
  const [low, high] = quantilesOf(drawn, ENDS) as [number, number]
  return { low, high }
}

/** Sums of products of what was met and of events, of each lot: the moments of a linear fit, a trial each unit of time and each event. */
function momentsOf({ lots, patterns, pattern, lot, time, events, each = 1 }: Exposures, used: readonly number[]): CrossProducts[] {
  const width = used.length + 1
  const place = new Map(used.map((driver, i) => [driver, i]))
  const members = patterns.map((met) => met.flatMap((driver) => place.get(driver) ?? []))
  const parts = Array.from({ length: lots }, () => ({ n: 0, sums: new Float64Array(width), products: new Float64Array(width * width) }))
  for (let c = 0; c < pattern.length; c++) {
    const { sums, products } = parts[lot[c]!]!
    const [met, n, y] = [members[pattern[c]!]!, time[c]! * each + events[c]!, events[c]!]
    parts[lot[c]!]!.n += n
    sums[width - 1]! += y
    products[width * width - 1]! += y
    for (const j of met) {
      sums[j]! += n
      products[j * width + width - 1]! += y
      products[(width - 1) * width + j]! += y
      for (const k of met) products[j * width + k]! += n
    }
  }
  return parts.map(({ n, sums, products }) => ({
    n, means: sums.map((sum) => (n > 0 ? sum / n : 0)), products: products.map((product, at) => (n > 0 ? product - (sums[Math.floor(at / width)]! * sums[at % width]!) / n : 0)),
  }))
}

/** What each driver has of what they explain together; nothing, where nothing is explained. */
function sharesOf(products: CrossProducts, drivers: readonly number[], weigh: typeof lmg): number[] {
  const outcome = products.means.length - 1
  const varying = isConstant(products, outcome) ? [] : drivers.filter((j) => !isConstant(products, j))
  const shares = varying.length === 0 ? [] : weigh(correlationsOf(products, varying, outcome))
  const all = shares.reduce((sum, share) => sum + share, 0)
  const of = new Map(varying.map((j, i) => [j, all > 0 ? shares[i]! / all : 0]))
  return drivers.map((j) => of.get(j) ?? 0)
}

/**
 * LMG over the surest drivers, as many as it can be worked out of: what is beyond them adds next to nothing. How far shares scatter is taken from Johnson's
 * weights where LMG takes too long to do hundreds of times: they lie close to it.
 */
function explainedOf(exposures: Exposures, { used }: ExposureFit, slopes: readonly Slope[], drawn: readonly Float64Array[], besides: ReadonlySet<number>): (Explained | null)[] {
  const surety = (i: number): number => Math.abs(slopes[i]!.middle) / slopes[i]!.error
  const asked = used.map((_, i) => i).filter((i) => !besides.has(used[i]!)).toSorted((a, b) => surety(b) - surety(a)).slice(0, MOST_DRIVERS)
  const parts = momentsOf(exposures, asked.map((i) => used[i]!))
  const columns = asked.map((_, i) => i)
  const again = asked.length > MOST_RESAMPLED ? relativeWeights : lmg
  const shares = sharesOf(mergeCrossProducts(parts), columns, lmg)
  const same = again === lmg ? shares : sharesOf(mergeCrossProducts(parts), columns, again)
  const each = drawn.map((times) => sharesOf(mergeCrossProducts(parts, times), columns, again))
  const [ranks, compared, drawnRanks] = [ranksOf(shares), ranksOf(same), each.map(ranksOf)]
  return used.map((_, i) => {
    const at = asked.indexOf(i)
    if (at < 0) return null
    const scattered = ends(each.map((own) => Math.min(1, Math.max(0, own[at]! + shares[at]! - same[at]!))))
    return { value: shares[at]!, ...scattered, rank: ranks[at]!, held: drawnRanks.filter((own) => own[at] === compared[at]).length / Math.max(1, drawn.length) }
  })
}
