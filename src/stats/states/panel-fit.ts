import { cholesky, inverse, type Matrix } from '../linear.ts'
import { hessian, minimise, type Objective } from '../optimise.ts'
import { fitted, unfit, type Outcome } from '../outcome.ts'
import { normalQuantile } from '../quantiles.ts'
import { normalVector } from '../random.ts'
import { chancesOver, evaluatePanel, generatorOf, packPanel, type Move, type PackedPanel, type PanelCell } from './panel.ts'
import type { UnsureChances } from './worth.ts'

export interface PanelFit {
  readonly states: number
  readonly moves: readonly Move[]
  /** Per unit of time, in the order of the moves. */
  readonly rates: readonly number[]
  readonly standardErrors: readonly number[]
  /** Of the logarithms of the rates. */
  readonly covariance: Matrix
  /** At the estimate, without a prior. */
  readonly logLikelihood: number
  readonly iterations: number
  readonly n: number
  /** Moves that cannot be told from never: half a move's weight of a first guess holds them. Empty where the fit is plain, or has the prior that was asked for. */
  readonly held: readonly Move[]
}

export type PanelUnfit = 'no_transitions' | 'not_converged'

export interface PanelOptions {
  /**
   * Draws the rates towards those of the whole: each a Gamma prior in ln q whose mode is the pooled rate and whose weight is that of `strength`
   * moves seen. For segments too small to speak for themselves.
   */
  readonly prior?: { readonly rates: readonly number[]; readonly strength: number }
}

/** A rate whose logarithm is known no better than this (its standard deviation) cannot be told from never. */
const OPEN = 10
/** Then the first guess is given the weight of half a move. */
const WEAK = 0.5

/** First guesses: moves seen over time watched, each gap counted to the state it began in (what msm calls crude). */
function crude({ gaps, moves, states }: PackedPanel): number[] {
  const watched = new Float64Array(states)
  const seen = new Float64Array(states * states)
  for (const { gap, cells } of gaps) for (const { from, to, n } of cells) {
    watched[from]! += n * gap
    seen[from * states + to]! += n
  }
  return moves.map(({ from, to }) => (watched[from]! > 0 ? Math.max(seen[from * states + to]!, 0.5) / watched[from]! : 1))
}

function objectiveOf(panel: PackedPanel, prior: PanelOptions['prior'], divisor: number): Objective {
  return (logs) => {
    const rates = logs.map(Math.exp)
    const { value, gradient } = evaluatePanel(panel, rates)
    let penalty = 0
    const pull = rates.map((rate, i) => {
      if (!prior) return 0
      const ratio = rate / prior.rates[i]!
      penalty += prior.strength * (ratio - 1 - Math.log(ratio))
      return prior.strength * (ratio - 1)
    })
    return { value: (penalty - value) / divisor, gradient: gradient.map((slope, i) => (pull[i]! - slope) / divisor) }
  }
}

interface Top {
  readonly logs: readonly number[]
  readonly covariance: Matrix
  readonly iterations: number
}

function top(panel: PackedPanel, start: readonly number[], prior: PanelOptions['prior']): Top | undefined {
  const found = minimise(objectiveOf(panel, prior, panel.n), start)
  const covariance = found.converged ? inverse(hessian(objectiveOf(panel, prior, 1), found.x)) : undefined
  const open = covariance?.some((row, i) => !(row[i]! < OPEN * OPEN))
  return covariance && open === false ? { logs: found.x, covariance, iterations: found.iterations } : undefined
}

/** Fits the rates of moving to what was seen now and then. Moves out of states in which nobody was ever seen are left to the prior. Throws on a cell that was not seen. */
export function fitPanel(states: number, moves: readonly Move[], cells: readonly PanelCell[], { prior }: PanelOptions = {}): Outcome<PanelFit, PanelUnfit> {
  const panel = packPanel(states, moves, cells)
  if (!cells.some((cell) => moves.some(({ from }) => from === cell.from))) return unfit('no_transitions')
  const guess = crude(panel)
  const start = guess.map((rate, i) => Math.log(prior ? Math.sqrt(rate * prior.rates[i]!) : rate))
  const plain = top(panel, start, prior)
  const found = plain ?? (prior ? undefined : top(panel, start, { rates: guess, strength: WEAK }))
  if (!found) return unfit('not_converged')
  const { covariance } = found
  const rates = found.logs.map(Math.exp)
  const most = Math.max(...covariance.map((row, i) => row[i]!))
  return fitted({
    states, moves, rates, standardErrors: rates.map((rate, i) => rate * Math.sqrt(covariance[i]![i]!)), covariance,
    logLikelihood: evaluatePanel(panel, rates).value, iterations: found.iterations, n: panel.n,
    held: plain ? [] : moves.filter((_, i) => covariance[i]![i]! >= Math.min(1, most)),
  })
}

/** Rows of P(t). */
export function transitionRows({ states, moves, rates }: Pick<PanelFit, 'states' | 'moves' | 'rates'>, t: number): number[][] {
  const p = chancesOver(generatorOf(states, moves, rates), states, t)
  return Array.from({ length: states }, (_, i) => [...p.subarray(i * states, (i + 1) * states)])
}

/** P(t) as it is and as it might as well be: the logarithms of the rates drawn from the normal law of the fit. */
export function unsureRows(fit: PanelFit, t: number): UnsureChances {
  const lower = cholesky(fit.covariance)
  const logs = fit.rates.map(Math.log)
  return {
    means: transitionRows(fit, t),
    draw: (dice) => transitionRows(lower ? { ...fit, rates: normalVector(dice, logs, lower).map(Math.exp) } : fit, t),
  }
}

/** The mean time in a state once it is entered, with its interval by the delta method; null for a state that nobody leaves. */
export function sojourns({ states, moves, rates, covariance }: PanelFit, level = 0.95): ({ value: number; low: number; high: number } | null)[] {
  return Array.from({ length: states }, (_, state) => {
    const shares = moves.map(({ from }, i) => (from === state ? rates[i]! : 0))
    const leaving = shares.reduce((sum, rate) => sum + rate, 0)
    if (leaving === 0) return null
    let variance = 0
    for (let i = 0; i < shares.length; i++) for (let j = 0; j < shares.length; j++) variance += (shares[i]! * shares[j]! * covariance[i]![j]!) / (leaving * leaving)
    const spread = Math.exp(normalQuantile((1 + level) / 2) * Math.sqrt(variance))
    return { value: 1 / leaving, low: 1 / leaving / spread, high: spread / leaving }
  })
}
