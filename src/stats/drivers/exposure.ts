/**
 * What goes before events, each driver adjusted for the others. The time at risk is cut into stretches in each of which the same drivers had been met;
 * cells (lot, what was met → time, events) are all that is needed of it. A ridge logistic regression on them: every unit of time is a trial, and so is
 * every event, so that the odds of a cell are its events per unit of time and an odds ratio is a ratio of rates, to the digit. Where no time passed
 * before events there is no rate; the ridge keeps it finite.
 *
 * The ridge is a normal prior on the log ratios themselves, centred on 1, the same for all drivers. Its spread is learned from the drivers (empirical
 * Bayes by EM: the mean of what they are found to be, squared, plus what is not known of them), as if four more had been seen of spread 1: two in three
 * within 1 ⁄ e to e. Where little is there to move people, all are drawn towards 1 together.
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
  /** The spread of the log ratios that the ridge takes for granted, as learned. */
  readonly spread: number
  readonly logLikelihood: number
}

export type ExposureUnfit = 'no_events' | 'no_drivers' | 'not_converged'

export interface ExposureOptions {
  /** The spread of the prior instead of learning it. */
  readonly spread?: number
}

/** What the prior's spread rests on before anything is seen: so many drivers of such a spread. */
const BEFORE = { drivers: 4, spread: 1 }
/** Of the log-likelihood: a climb that would rise by less is nearly over. */
const NEARLY = 0.1
const LEARNED = { least: 0.1, steps: 30, enough: 0.01 }

export function trialsOf({ patterns, pattern, time, events }: Exposures): Trials {
  const [trials, sums] = [new Float64Array(patterns.length), new Float64Array(patterns.length)]
  for (let c = 0; c < pattern.length; c++) {
    trials[pattern[c]!]! += time[c]! + events[c]!
    sums[pattern[c]!]! += events[c]!
  }
  return { patterns, trials, events: sums }
}

/** The penalised log-likelihood, its gradient and information. @param ridge the precision of the prior on each of β, 0 for the intercept */
function stateAt(beta: readonly number[], { trials, events }: Trials, members: readonly Uint16Array[], ridge: readonly number[]): State {
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
  const place = new Map(used.map((driver, i) => [driver, i + 1]))
  // The intercept is met by everybody.
  const members = trials.patterns.map((pattern) => Uint16Array.from([0, ...pattern.flatMap((driver) => place.get(driver) ?? [])]).sort())
  const at = (spread: number) => (beta: readonly number[]): State => stateAt(beta, trials, members, [0, ...used.map(() => 1 / spread ** 2)])
  const flat = [Math.log(events / (n - events)), ...used.map(() => 0)]
  const learned = given === undefined ? learn(flat, at) : { beta: flat, spread: given }
  const found = learned && climb(learned.beta, at(learned.spread))
  const covariance = found && inverse(found.state.information)
  if (!found || !covariance) return unfit('not_converged')
  const { beta, state } = found
  const penalty = beta.reduce((total, b, j) => total + (j === 0 ? 0 : (b / learned.spread) ** 2 / 2), 0)
  return fitted({ used, beta, covariance, spread: learned.spread, logLikelihood: state.value + penalty })
}

/** EM, each time from a climb that is nearly at the top: what is left of it changes the spread by less than it is known. */
function learn(flat: readonly number[], at: (spread: number) => (beta: readonly number[]) => State): { beta: readonly number[]; spread: number } | undefined {
  let [beta, spread]: [readonly number[], number] = [flat, BEFORE.spread]
  for (let step = 0; step < LEARNED.steps; step++) {
    const found = climb(beta, at(spread), NEARLY)
    const covariance = found && inverse(found.state.information)
    if (!covariance) return undefined
    beta = found.beta
    const next = spreadOf(beta, covariance)
    const isThere = Math.abs(next - spread) < LEARNED.enough * spread
    spread = next
    if (isThere) break
  }
  return { beta, spread }
}

function spreadOf(beta: readonly number[], covariance: Matrix): number {
  const squares = beta.reduce((sum, b, j) => sum + (j === 0 ? 0 : b ** 2 + covariance[j]![j]!), BEFORE.drivers * BEFORE.spread ** 2)
  return Math.max(LEARNED.least, Math.sqrt(squares / (BEFORE.drivers + beta.length - 1)))
}
