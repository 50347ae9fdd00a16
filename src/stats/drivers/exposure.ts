/**
 * What goes before events, each driver adjusted for the others. The time at risk is cut into stretches in each of which the same drivers had been met;
 * cells (lot, what was met → time, events) are all that is needed of it. A ridge logistic regression on them: every unit of time is a trial, and so is
 * every event, so that the odds of a cell are its events per unit of time and an odds ratio is a ratio of rates, to the digit. Where no time passed
 * before events there is no rate; the ridge keeps it finite.
 *
 * The ridge is a prior on the log ratios themselves, around 0, the same for all drivers: Student's t with three degrees of freedom. A normal one takes a
 * large log ratio for all but impossible and would rather part it between a driver and whatever mostly comes with it; Laplace's pulls at the largest as hard
 * as at the smallest. The pull of a t fades with size: what is large is left as large as it is, what is small is drawn to nothing (O'Hagan 1979; Gelman,
 * Jakulin, Pittau & Su 2008). Heavier tails yet (Cauchy's) find more, with intervals that are too narrow where a true ratio is moderate.
 *
 * A t is a normal prior whose precision is each driver's own, by chance. EM: the precision to be expected of each, of what it is found to be, squared, plus
 * what is not known of it (Lange, Little & Taylor 1989); a ridge regression with these; and the scale of all anew (empirical Bayes), as if four more had been
 * seen of size 1, which is e times as often. Where little is there to move people, all are drawn towards 1 together.
 *
 * Cells hold few of many drivers: what is summed for a cell is the square of how many it holds, not of how many there are. The slow twin is `fitLogistic`.
 */
import { inverse, type Matrix } from '../linear.ts'
import { fitted, unfit, type Outcome } from '../outcome.ts'
import { climb, softplus, type State } from './logistic.ts'

/** Time at risk and events, by what had been met and by lot: parts of the customers drawn by chance, each wholly in one. */
export interface Exposures {
  readonly drivers: number
  readonly lots: number
  /** Each pattern that occurs: which drivers (numbers below `drivers`), none twice. */
  readonly patterns: readonly (readonly number[])[]
  /** Of each cell, which pattern, which lot, how long and how many events. */
  readonly pattern: Uint32Array
  readonly lot: Uint16Array
  readonly time: Float64Array
  readonly events: Float64Array
  /**
   * Where `time` counts moments drawn from it by chance: how much of it each stands for. An event against a drawn moment has the same odds ratios as against
   * a unit of time (case–base sampling: Mantel 1973; Hanley & Miettinen 2009), and their errors hold the luck of the draw.
   */
  readonly each?: number
}

/** The same without lots: trials and events of each pattern. */
export interface Trials {
  readonly patterns: readonly (readonly number[])[]
  readonly trials: Float64Array
  readonly events: Float64Array
}

export interface ExposureFit {
  /** Which drivers are in it, in their order: those that vary. */
  readonly used: readonly number[]
  /** The intercept, then the log ratio of each that is used. */
  readonly beta: readonly number[]
  /** The inverse of the information, ridge and all. */
  readonly covariance: Matrix
  /** The scale of the prior on the log ratios, as learned: three in five lie within it either way. */
  readonly spread: number
  /** How hard the prior pulls at each that is used in the end: the precision of the normal prior that it amounts to there. */
  readonly pulls: readonly number[]
  readonly logLikelihood: number
}

export type ExposureUnfit = 'no_events' | 'no_drivers' | 'not_converged'

export interface ExposureOptions {
  /** A normal prior of this spread for all, instead of learning one. */
  readonly spread?: number
}

/** Degrees of freedom of the prior. */
const TAILS = 3
/** What the prior's scale rests on before anything is seen: so many drivers of such a size. */
const BEFORE = { drivers: 4, size: 1 }
/** Of the log-likelihood: a climb that would rise by less is nearly over. */
const NEARLY = 0.1
/** A ratio of 1.5, a log of .4, is never taken for a strange one: it would be lost among many that do nothing. After so many steps, or so small a change, no more is learned. */
const LEARNED = { least: 0.4, steps: 40, enough: 0.01 }

export function trialsOf({ patterns, pattern, time, events }: Exposures): Trials {
  const [trials, sums] = [new Float64Array(patterns.length), new Float64Array(patterns.length)]
  for (let c = 0; c < pattern.length; c++) {
    trials[pattern[c]!]! += time[c]! + events[c]!
    sums[pattern[c]!]! += events[c]!
  }
  return { patterns, trials, events: sums }
}

/** Which columns each pattern holds, in order: that of everybody first, then the drivers that are used. */
export function membersOf(patterns: Exposures['patterns'], used: readonly number[]): readonly Uint16Array[] {
  const place = new Map(used.map((driver, i) => [driver, i + 1]))
  return patterns.map((met) => Uint16Array.from([0, ...met.flatMap((driver) => place.get(driver) ?? [])]).sort())
}

/** The penalised log-likelihood, its gradient and information. @param ridge the precision of the prior on each of β, 0 for the intercept */
export function stateAt(beta: readonly number[], { trials, events }: Trials, members: readonly Uint16Array[], ridge: readonly number[]): State {
  const size = beta.length
  const gradient = beta.map((b, j) => -ridge[j]! * b)
  const sums = new Float64Array(size * size)
  let value = beta.reduce((sum, b, j) => sum - (ridge[j]! * b * b) / 2, 0)
  for (let i = 0; i < members.length; i++) {
    const met = members[i]!
    let eta = 0
    for (let a = 0; a < met.length; a++) eta += beta[met[a]!]!
    const p = 1 / (1 + Math.exp(-eta))
    value += events[i]! * eta - trials[i]! * softplus(eta)
    const [off, weight] = [events[i]! - trials[i]! * p, trials[i]! * p * (1 - p)]
    for (let a = 0; a < met.length; a++) {
      gradient[met[a]!]! += off
      for (let b = 0; b <= a; b++) sums[met[a]! * size + met[b]!]! += weight
    }
  }
  // Members are in order: what was summed is the lower half.
  const information = beta.map((_, j) => beta.map((_each, k) => sums[Math.max(j, k) * size + Math.min(j, k)]! + (j === k ? ridge[j]! : 0)))
  return { value, gradient, information }
}

/** Drivers that were met at some time at risk and not at all of it. */
function varying(drivers: number, { patterns, trials }: Trials): number[] {
  const all = trials.reduce((sum, n) => sum + n, 0)
  const met = new Float64Array(drivers)
  for (const [i, pattern] of patterns.entries()) for (const j of pattern) met[j]! += trials[i]!
  return Array.from(met.keys()).filter((j) => met[j]! > 0 && met[j]! < all * (1 - 1e-12))
}

/** Fits the odds of an event to what had been met. */
export function fitExposures(exposures: Exposures, { spread: given }: ExposureOptions = {}): Outcome<ExposureFit, ExposureUnfit> {
  const trials = trialsOf(exposures)
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
  const [n, events] = [sum(trials.trials), sum(trials.events)]
  if (events === 0 || !(n > events)) return unfit('no_events')
  const used = varying(exposures.drivers, trials)
  if (used.length === 0) return unfit('no_drivers')
  const members = membersOf(trials.patterns, used)
  const at = (pulls: readonly number[]) => (beta: readonly number[]): State => stateAt(beta, trials, members, [0, ...pulls])
  const flat = [Math.log(events / (n - events)), ...used.map(() => 0)]
  const learned = given === undefined ? learn(flat, at) : { beta: flat, spread: given, pulls: used.map(() => 1 / given ** 2) }
  const found = learned && climb(learned.beta, at(learned.pulls))
  const covariance = found && inverse(found.state.information)
  if (!found || !covariance) return unfit('not_converged')
  const { spread, pulls } = learned
  const penalty = pulls.reduce((total, pull, j) => total + (pull * found.beta[j + 1]! ** 2) / 2, 0)
  return fitted({ used, beta: found.beta, covariance, spread, pulls, logLikelihood: found.state.value + penalty })
}

interface Learned {
  readonly beta: readonly number[]
  readonly spread: number
  readonly pulls: readonly number[]
}

/** EM, each time from a climb that is nearly at the top: what is left of it changes the prior by less than it is known. */
function learn(flat: readonly number[], at: (pulls: readonly number[]) => (beta: readonly number[]) => State): Learned | undefined {
  let learned: Learned = { beta: flat, spread: BEFORE.size, pulls: flat.slice(1).map(() => 1 / BEFORE.size ** 2) }
  for (let step = 0; step < LEARNED.steps; step++) {
    const found = climb(learned.beta, at(learned.pulls), NEARLY)
    const covariance = found && inverse(found.state.information)
    if (!covariance) return undefined
    const next = { beta: found.beta, ...priorOf(found.beta.slice(1).map((b, j) => b ** 2 + covariance[j + 1]![j + 1]!), learned.spread) }
    const isThere = [next.spread / learned.spread, ...next.pulls.map((pull, j) => pull / learned.pulls[j]!)].every((change) => Math.abs(change - 1) < LEARNED.enough)
    learned = next
    if (isThere) break
  }
  return learned
}

/** The prior anew. @param squares of each log ratio: what it is found to be, squared, plus what is not known of it */
function priorOf(squares: readonly number[], before: number): Omit<Learned, 'beta'> {
  const pull = (square: number, spread: number): number => (TAILS + 1) / (TAILS * spread ** 2 + square)
  const sum = squares.reduce((total, square) => total + pull(square, before) * square, BEFORE.drivers * pull(BEFORE.size ** 2, before) * BEFORE.size ** 2)
  const spread = Math.max(LEARNED.least, before * Math.sqrt(sum / (BEFORE.drivers + squares.length)))
  return { spread, pulls: squares.map((square) => pull(square, spread)) }
}
