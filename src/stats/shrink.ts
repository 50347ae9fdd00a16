/**
 * Shares and rates of units too small to speak for themselves, drawn towards what all units together show: empirical Bayes with
 * the beta-binomial for shares (k of n) and the gamma-Poisson for rates (events per exposure). Unknowns are fitted by maximum
 * likelihood with analytic gradients.
 */
import { betaCdf } from './distributions.ts'
import { minimise, type Minimum, type Objective } from './optimise.ts'
import { fitted, unfit, type Outcome } from './outcome.ts'
import { betaQuantile, gammaQuantile } from './quantiles.ts'
import { digamma, lgammaRatio } from './special.ts'

/** `count` units that each had k of n. */
export interface ShareGroup {
  readonly k: number
  readonly n: number
  readonly count: number
}

export interface BetaBinomial {
  readonly mean: number
  /** How many observations the prior is worth: a + b. */
  readonly weight: number
  /** Units with n ≥ 1. */
  readonly groups: number
}

/** `count` units that each had so many events over so much exposure. */
export interface RateGroup {
  readonly events: number
  readonly exposure: number
  readonly count: number
}

export interface GammaPoisson {
  readonly shape: number
  /** How much exposure the prior is worth. */
  readonly rate: number
  /** Units with some exposure. */
  readonly groups: number
}

/** A posterior mean with its equal-tailed interval. */
export interface Estimate {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** `no_spread`: units differ no more than chance alone makes them, so the likelihood rises towards an infinite weight. */
export type ShrinkUnfit = 'too_few_groups' | 'no_spread' | 'not_converged'

/** Fewer units than this do not show how units differ. */
export const FEWEST_GROUPS = 10
/** A prior worth more than this many observations of an average unit is no spread. */
const MOST_UNITS_WORTH = 1e5

interface Totals {
  readonly groups: number
  readonly hits: number
  readonly size: number
}

function totalsOf<Group extends { readonly count: number }>(groups: readonly Group[], hits: (g: Group) => number, size: (g: Group) => number): Totals {
  const totals = { groups: 0, hits: 0, size: 0 }
  for (const group of groups) {
    if (!(hits(group) >= 0 && size(group) >= 0 && group.count >= 0)) throw new RangeError(`not counts: ${JSON.stringify(group)}`)
    if (size(group) === 0) continue
    totals.groups += group.count
    totals.hits += group.count * hits(group)
    totals.size += group.count * size(group)
  }
  return totals
}

const sumOver = <Group extends { readonly count: number }>(groups: readonly Group[], of: (g: Group) => number): number =>
  groups.reduce((sum, group) => sum + group.count * of(group), 0)

/** Minus the mean log-likelihood in (logit mean, ln weight), binomial coefficients left out. */
function betaBinomialObjective(groups: readonly ShareGroup[], units: number): Objective {
  return ([logit, logWeight]) => {
    const mean = 1 / (1 + Math.exp(-logit!))
    const weight = Math.exp(logWeight!)
    const [a, b] = [weight * mean, weight / (1 + Math.exp(logit!))]
    const [psiA, psiB, psiW] = [digamma(a), digamma(b), digamma(weight)]
    let [value, byA, byB, byW] = [0, 0, 0, 0]
    for (const { k, n, count } of groups) {
      value += count * (lgammaRatio(a, k) + lgammaRatio(b, n - k) - lgammaRatio(weight, n))
      byA += count * (digamma(a + k) - psiA)
      byB += count * (digamma(b + n - k) - psiB)
      byW += count * (digamma(weight + n) - psiW)
    }
    const gradient = [(byA - byB) * a * (1 - mean), byA * a + byB * b - byW * weight]
    return { value: -value / units, gradient: gradient.map((g) => -g / units) }
  }
}

/**
 * The derivative of the log-likelihood by 1 / weight where 1 / weight is 0, at the pooled mean: the spread between units beyond
 * chance (the score behind Tarone 1979). Not above 0: no spread.
 */
const shareSpread = (groups: readonly ShareGroup[], mean: number): number =>
  sumOver(groups, ({ k, n }) => (k * (k - 1)) / mean + ((n - k) * (n - k - 1)) / (1 - mean) - n * (n - 1)) / 2

/** How shares differ between units; a unit without observations is left out. Throws where k > n or a number is negative. */
export function fitBetaBinomial(groups: readonly ShareGroup[]): Outcome<BetaBinomial, ShrinkUnfit> {
  if (groups.some(({ k, n }) => k > n)) throw new RangeError('a share above 1: k > n')
  const { groups: units, hits, size } = totalsOf(groups, (g) => g.k, (g) => g.n)
  if (units < FEWEST_GROUPS) return unfit('too_few_groups')
  const pooled = hits / size
  if (hits === 0 || hits === size || !(shareSpread(groups, pooled) > 0)) return unfit('no_spread')
  const objective = betaBinomialObjective(groups, units)
  const found = minimise(objective, [Math.log(hits / (size - hits)), Math.log(2)])
  const [mean, weight] = [1 / (1 + Math.exp(-found.x[0]!)), Math.exp(found.x[1]!)]
  return judged(found, weight, size / units) ?? fitted({ mean, weight, groups: units })
}

/** The refusal that a fit deserves, if any. */
function judged(found: Minimum, priorSize: number, unitSize: number): { readonly ok: false; readonly reason: ShrinkUnfit } | undefined {
  if (priorSize > MOST_UNITS_WORTH * unitSize) return unfit('no_spread')
  return found.converged ? undefined : unfit('not_converged')
}

/** P(share > threshold) of a unit with k of n, its prior Beta of the given mean and weight. */
export function posteriorAbove(k: number, n: number, mean: number, weight: number, threshold: number): number {
  return betaCdf(1 - threshold, weight * (1 - mean) + n - k, weight * mean + k)
}

/** The share of a unit with k of n, drawn towards the prior. */
export function posteriorShare(k: number, n: number, mean: number, weight: number, level: number): Estimate {
  const [a, b] = [weight * mean + k, weight * (1 - mean) + n - k]
  return { mean: a / (a + b), low: betaQuantile((1 - level) / 2, a, b), high: betaQuantile((1 + level) / 2, a, b) }
}

/** Minus the mean log-likelihood in (ln mean rate, ln shape), terms without unknowns left out. */
function gammaPoissonObjective(groups: readonly RateGroup[], units: number): Objective {
  return ([logMean, logShape]) => {
    const mean = Math.exp(logMean!)
    const shape = Math.exp(logShape!)
    const psiShape = digamma(shape)
    let [value, byLogMean, byShape] = [0, 0, 0]
    for (const { events, exposure, count } of groups) {
      const expected = exposure * mean
      const surprise = (events - expected) / (shape + expected)
      const logScale = Math.log1p(expected / shape)
      value += count * (lgammaRatio(shape, events) - (shape + events) * logScale + events * (logMean! - logShape!))
      byLogMean += count * shape * surprise
      byShape += count * (digamma(shape + events) - psiShape - logScale - surprise)
    }
    return { value: -value / units, gradient: [-byLogMean / units, (-byShape * shape) / units] }
  }
}

/** As `shareSpread`, by 1 / shape: whether counts vary more than a Poisson law with one rate for all. */
const rateSpread = (groups: readonly RateGroup[], mean: number): number =>
  sumOver(groups, ({ events, exposure }) => (events - exposure * mean) ** 2 - events) / 2

/** How rates differ between units; a unit without exposure is left out. Throws where a number is negative. */
export function fitGammaPoisson(groups: readonly RateGroup[]): Outcome<GammaPoisson, ShrinkUnfit> {
  const exposed = groups.filter(({ exposure }) => exposure !== 0)
  const { groups: units, hits, size } = totalsOf(exposed, (g) => g.events, (g) => g.exposure)
  if (units < FEWEST_GROUPS) return unfit('too_few_groups')
  if (hits === 0 || !(rateSpread(exposed, hits / size) > 0)) return unfit('no_spread')
  const found = minimise(gammaPoissonObjective(exposed, units), [Math.log(hits / size), 0])
  const [mean, shape] = [Math.exp(found.x[0]!), Math.exp(found.x[1]!)]
  return judged(found, shape / mean, size / units) ?? fitted({ shape, rate: shape / mean, groups: units })
}

/** The rate of a unit with so many events over so much exposure, drawn towards the prior. */
export function posteriorRate(events: number, exposure: number, { shape, rate }: Pick<GammaPoisson, 'shape' | 'rate'>, level: number): Estimate {
  const [s, r] = [shape + events, rate + exposure]
  return { mean: s / r, low: gammaQuantile((1 - level) / 2, s, r), high: gammaQuantile((1 + level) / 2, s, r) }
}
