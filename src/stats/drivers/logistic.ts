/**
 * What makes something more likely, each driver adjusted for the others: logistic regression with a ridge (Hoerl & Kennard 1970; le Cessie & van
 * Houwelingen 1992), by Newton's method. Drivers are put on their own scale (a standard deviation), the intercept is free. The ridge is a normal
 * prior on the log odds of a standard deviation; it keeps the answer finite where a driver tells all who did from all who did not.
 */
import { cholesky, choleskySolve, inverse, type Matrix } from '../linear.ts'
import { fitted, unfit, type Outcome } from '../outcome.ts'
import { normalQuantile } from '../quantiles.ts'
import { diceOf, normalVector } from '../random.ts'
import { quantilesOf } from '../describe.ts'
import type { DataColumns } from './crossproducts.ts'

export interface LogisticDriver {
  readonly name: string
  /** Of one unit more, with its interval. */
  readonly oddsRatio: number
  readonly low: number
  readonly high: number
  /** Log odds of one unit more. */
  readonly slope: number
  readonly standardError: number
}

export interface LogisticFit {
  readonly drivers: readonly LogisticDriver[]
  readonly intercept: number
  /** Of (intercept, slopes), a unit each. */
  readonly covariance: Matrix
  readonly logLikelihood: number
  readonly n: number
  readonly events: number
  /** Drivers that do not vary: left out. */
  readonly constant: readonly string[]
  /** The drivers tell all who did from all who did not: the slopes are the ridge's as much as the data's. */
  readonly separated: boolean
}

export type LogisticUnfit = 'no_rows' | 'outcome_constant' | 'no_drivers' | 'not_converged'

export interface LogisticOptions {
  /** The precision of the prior on the log odds of a standard deviation: 1 says "hardly beyond 7 times the odds". */
  readonly ridge?: number
  /** How many people each row is; one each where it is left out. Then `did` counts how many of them did. */
  readonly of?: ArrayLike<number>
  readonly level?: number
}

const MOST_STEPS = 60
const ENOUGH = 1e-10
/** A column whose spread is this small beside its mean does not vary. */
const CONSTANT = 1e-12

interface Scale {
  readonly mean: number
  readonly spread: number
}

function scaleOf(column: Float64Array, of: ArrayLike<number> | undefined, n: number): Scale {
  const weighted = (value: (x: number) => number): number => column.reduce((sum, x, i) => sum + (of ? of[i]! : 1) * value(x), 0) / n
  const mean = weighted((x) => x)
  const spread = Math.sqrt(weighted((x) => (x - mean) ** 2))
  return { mean, spread: spread > CONSTANT * Math.abs(mean) ? spread : 0 }
}

/** ln(1 + e^v) without overflow. */
export const softplus = (v: number): number => (v > 0 ? v + Math.log1p(Math.exp(-v)) : Math.log1p(Math.exp(v)))

export interface State {
  readonly value: number
  readonly gradient: number[]
  readonly information: number[][]
}

/** The penalised log-likelihood at β (the intercept first), its gradient and information. */
function stateAt(beta: readonly number[], columns: DataColumns, did: ArrayLike<number>, of: ArrayLike<number> | undefined, ridge: number): State {
  const size = beta.length
  const gradient = beta.map((b, j) => (j === 0 ? 0 : -ridge * b))
  const information = beta.map((_, j) => beta.map((_each, k) => (j === k && j > 0 ? ridge : 0)))
  let value = beta.reduce((sum, b, j) => (j === 0 ? sum : sum - (ridge * b * b) / 2), 0)
  const x = new Float64Array(size).fill(1)
  for (let i = 0; i < did.length; i++) {
    for (let j = 1; j < size; j++) x[j] = columns[j - 1]![i]!
    let eta = 0
    for (let j = 0; j < size; j++) eta += beta[j]! * x[j]!
    const count = of ? of[i]! : 1
    const p = 1 / (1 + Math.exp(-eta))
    value += did[i]! * eta - count * softplus(eta)
    const [off, weight] = [did[i]! - count * p, count * p * (1 - p)]
    for (let j = 0; j < size; j++) {
      gradient[j]! += off * x[j]!
      const row = information[j]!
      for (let k = 0; k <= j; k++) row[k]! += weight * x[j]! * x[k]!
    }
  }
  for (let j = 0; j < size; j++) for (let k = 0; k < j; k++) information[k]![j] = information[j]![k]!
  return { value, gradient, information }
}

/** Newton's method, each step halved until it climbs. @param enough where the next step would rise by less than this, it is the last */
export function climb(start: readonly number[], at: (beta: readonly number[]) => State, enough = ENOUGH): { beta: readonly number[]; state: State } | undefined {
  let beta = start
  let state = at(beta)
  for (let i = 0; i < MOST_STEPS; i++) {
    const lower = cholesky(state.information)
    if (!lower) return undefined
    const step = choleskySolve(lower, state.gradient)
    const rise = step.reduce((sum, s, j) => sum + s * state.gradient[j]!, 0)
    // Newton's method squares its error: from here one step more is as exact as can be.
    if (rise < enough) return lastStep(beta, step, state, at)
    let next = state
    let tried = beta
    for (let share = 1; share > 1e-6; share /= 2) {
      tried = beta.map((b, j) => b + share * step[j]!)
      next = at(tried)
      if (next.value >= state.value + 1e-4 * share * rise - 1e-12 * Math.abs(state.value)) break
    }
    ;[beta, state] = [tried, next]
  }
  return undefined
}

function lastStep(beta: readonly number[], step: readonly number[], state: State, at: (beta: readonly number[]) => State): { beta: readonly number[]; state: State } {
  const last = beta.map((b, j) => b + step[j]!)
  const there = at(last)
  return Number.isFinite(there.value) ? { beta: last, state: there } : { beta, state }
}

/** Does the line part all who did from all who did not? Then that is no chance of the estimate but a fact about the rows. */
function parts(beta: readonly number[], columns: DataColumns, did: ArrayLike<number>, of: ArrayLike<number> | undefined): boolean {
  let [lowestDid, highestNot] = [Infinity, -Infinity]
  for (let i = 0; i < did.length; i++) {
    const eta = columns.reduce((sum, column, j) => sum + beta[j + 1]! * column[i]!, 0)
    if (did[i]! > 0) lowestDid = Math.min(lowestDid, eta)
    if (did[i]! < (of ? of[i]! : 1)) highestNot = Math.max(highestNot, eta)
  }
  return lowestDid >= highestNot
}

/** Fits who did to the drivers. @param did 1 or 0, or of how many (`of`) so many did */
export function fitLogistic(names: readonly string[], columns: DataColumns, did: ArrayLike<number>, { ridge = 1, of, level = 0.95 }: LogisticOptions = {}): Outcome<LogisticFit, LogisticUnfit> {
  const sumOf = (values: ArrayLike<number>): number => Array.prototype.reduce.call(values, (sum, value) => (sum as number) + (value as number), 0) as number
  const [n, events] = [of ? sumOf(of) : did.length, sumOf(did)]
  if (!(n > 0)) return unfit('no_rows')
  if (events === 0 || events === n) return unfit('outcome_constant')
  const scales = columns.map((column) => scaleOf(column, of, n))
  const used = names.map((_, i) => i).filter((i) => scales[i]!.spread > 0)
  if (used.length === 0) return unfit('no_drivers')
  const scaled = used.map((i) => columns[i]!.map((value) => (value - scales[i]!.mean) / scales[i]!.spread))
  const found = climb([Math.log(events / (n - events)), ...used.map(() => 0)], (beta) => stateAt(beta, scaled, did, of, ridge))
  const covariance = found && inverse(found.state.information)
  if (!found || !covariance) return unfit('not_converged')
  const spreads = used.map((i) => scales[i]!.spread)
  const inUnits = backToUnits(found.beta, covariance, used.map((i) => scales[i]!))
  const penalty = found.beta.reduce((sum, b, j) => (j === 0 ? sum : sum + (ridge * b * b) / 2), 0)
  const z = normalQuantile((1 + level) / 2)
  return fitted({
    ...inUnits, n, events, logLikelihood: found.state.value + penalty, constant: names.filter((_, i) => !used.includes(i)), separated: parts(found.beta, scaled, did, of),
    drivers: used.map((i, j) => {
      const slope = found.beta[j + 1]! / spreads[j]!
      const standardError = Math.sqrt(covariance[j + 1]![j + 1]!) / spreads[j]!
      return { name: names[i]!, slope, standardError, oddsRatio: Math.exp(slope), low: Math.exp(slope - z * standardError), high: Math.exp(slope + z * standardError) }
    }),
  })
}

/** Intercept and covariance for drivers in their own units: β_0 = b_0 − Σ b_j mean_j / spread_j. */
function backToUnits(beta: readonly number[], covariance: Matrix, scales: readonly Scale[]): { intercept: number; covariance: Matrix } {
  const turn = beta.map((_, j) => beta.map((_each, k) => {
    if (j === 0) return k === 0 ? 1 : -scales[k - 1]!.mean / scales[k - 1]!.spread
    return j === k ? 1 / scales[j - 1]!.spread : 0
  }))
  const half = turn.map((row) => beta.map((_, k) => row.reduce((sum, entry, m) => sum + entry * covariance[m]![k]!, 0)))
  return {
    intercept: turn[0]!.reduce((sum, entry, k) => sum + entry * beta[k]!, 0),
    covariance: half.map((row) => turn.map((other) => row.reduce((sum, entry, m) => sum + entry * other[m]!, 0))),
  }
}

export interface AttributableOptions {
  readonly of?: ArrayLike<number>
  readonly draws?: number
  readonly seed?: number
  readonly level?: number
}

/**
 * The share of all who did that goes with a driver being above `base`: 1 − Σ chance with it at `base` / Σ chance as it is, others held (Greenland &
 * Drescher 1993), its interval by draws from the normal law of the fit. Attributable to, not caused by.
 * @param columns those of `fit.drivers`, in their order
 */
export function attributableShare(fit: LogisticFit, columns: DataColumns, driver: number, base: number, { of, draws = 200, seed = 1, level = 0.95 }: AttributableOptions = {}): { value: number; low: number; high: number } {
  const middle = [fit.intercept, ...fit.drivers.map(({ slope }) => slope)]
  const share = (beta: readonly number[]): number => {
    let [asIs, without] = [0, 0]
    for (let i = 0; i < columns[0]!.length; i++) {
      const eta = columns.reduce((sum, column, j) => sum + beta[j + 1]! * column[i]!, beta[0]!)
      const weight = of ? of[i]! : 1
      asIs += weight / (1 + Math.exp(-eta))
      without += weight / (1 + Math.exp(-eta + beta[driver + 1]! * (columns[driver]![i]! - base)))
    }
    return 1 - without / asIs
  }
  const lower = cholesky(fit.covariance)
  const dice = diceOf(seed)
  const drawn = lower ? Array.from({ length: draws }, () => share(normalVector(dice, middle, lower))) : [share(middle)]
  const [low, high] = quantilesOf(drawn, [(1 - level) / 2, (1 + level) / 2]) as [number, number]
  return { value: share(middle), low, high }
}
