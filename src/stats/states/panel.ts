/**
 * Markov chains in continuous time, seen now and then (Kalbfleisch & Lawless 1985, "The analysis of panel data under a Markov
 * assumption"). Q holds the rates of moving, its rows summing to 0; over a gap t the chances are P(t) = exp(Qt), and the likelihood is the
 * product of the chances of what was seen. Where the moment of arriving in a state is known (a death, a cancellation), one observation says
 * Σ_j P_ij(t) q_jd instead.
 *
 * The gaps that occur are walked through in rising order, P growing by one short exponential at a time (gaps in whole days share one),
 * and the gradient is carried back the same way: its cost is one more walk, not one for each rate.
 */
import { expm, expmWithDerivative } from '../expm.ts'
import type { Evaluation } from '../optimise.ts'
import { identity, multiply } from '../square.ts'

/** So many times somebody was seen in `from` and, a gap later, in `to`. */
export interface PanelCell {
  readonly from: number
  readonly to: number
  readonly gap: number
  readonly n: number
  /** They arrived in `to` at that very moment, out of any state. */
  readonly exact?: boolean
}

/** A rate that is not 0 by definition. */
export interface Move {
  readonly from: number
  readonly to: number
}

export interface PackedPanel {
  readonly states: number
  readonly moves: readonly Move[]
  /** Distinct gaps in rising order, with what was seen over each. */
  readonly gaps: readonly { readonly gap: number; readonly cells: readonly PanelCell[] }[]
  readonly n: number
}

export function packPanel(states: number, moves: readonly Move[], cells: readonly PanelCell[]): PackedPanel {
  const byKey = new Map<string, PanelCell>()
  for (const cell of cells) {
    const { from, to, gap, n, exact = false } = cell
    if (!(gap > 0 && n > 0 && Number.isFinite(gap * n) && from >= 0 && from < states && to >= 0 && to < states)) throw new RangeError(`not seen: ${JSON.stringify(cell)}`)
    const key = `${gap} ${from} ${to} ${exact}`
    const old = byKey.get(key)
    byKey.set(key, { from, to, gap, n: n + (old?.n ?? 0), exact })
  }
  const sorted = [...byKey.values()].sort((a, b) => a.gap - b.gap || a.from - b.from || a.to - b.to || Number(a.exact) - Number(b.exact))
  const gaps = [...Map.groupBy(sorted, ({ gap }) => gap)].map(([gap, all]) => ({ gap, cells: all }))
  return { states, moves, gaps, n: sorted.reduce((sum, { n }) => sum + n, 0) }
}

/** The matrix of rates, flat, from those of the moves in their order. */
export function generatorOf(states: number, moves: readonly Move[], rates: readonly number[]): Float64Array {
  const q = new Float64Array(states * states)
  for (const [i, { from, to }] of moves.entries()) {
    q[from * states + to]! += rates[i]!
    q[from * states + from]! -= rates[i]!
  }
  return q
}

/** P(t) = exp(Qt), flat. */
export const chancesOver = (q: Float64Array, states: number, t: number): Float64Array => expm(q.map((rate) => rate * t), states)

interface Seen {
  value: number
  /** ∂ value / ∂ P over this gap. */
  readonly byP: Float64Array
}

/** The log-likelihood of what was seen over one gap, adding to `byQ` what depends on a rate directly. */
function seenOver(p: Float64Array, q: Float64Array, cells: readonly PanelCell[], states: number, byQ: Float64Array): Seen {
  const byP = new Float64Array(states * states)
  let value = 0
  for (const { from, to, n, exact } of cells) {
    if (!exact) {
      const chance = p[from * states + to]!
      value += n * Math.log(chance)
      byP[from * states + to]! += n / chance
      continue
    }
    let density = 0
    for (let j = 0; j < states; j++) if (j !== to) density += p[from * states + j]! * q[j * states + to]!
    value += n * Math.log(density)
    for (let j = 0; j < states; j++) {
      if (j === to) continue
      byP[from * states + j]! += (n * q[j * states + to]!) / density
      byQ[j * states + to]! += (n * p[from * states + j]!) / density
    }
  }
  return { value, byP }
}

const transposed = (a: Float64Array, size: number): Float64Array => a.map((_, i) => a[(i % size) * size + Math.floor(i / size)]!)

interface Walk {
  readonly value: number
  /** P over each gap, before the first the identity. */
  readonly chances: readonly Float64Array[]
  readonly slopes: readonly Float64Array[]
  /** exp(Qd) for each distinct step d between gaps. */
  readonly steps: ReadonlyMap<number, Float64Array>
}

/** Through the gaps in rising order. */
function walk({ states, gaps }: PackedPanel, q: Float64Array, byQ: Float64Array): Walk {
  const steps = new Map<number, Float64Array>()
  const chances = [identity(states)]
  const slopes: Float64Array[] = []
  let value = 0
  for (const [i, { gap, cells }] of gaps.entries()) {
    const step = gap - (gaps[i - 1]?.gap ?? 0)
    let over = steps.get(step)
    if (!over) steps.set(step, (over = chancesOver(q, states, step)))
    const p = multiply(chances[i]!, over, states, new Float64Array(q.length))
    const seen = seenOver(p, q, cells, states, byQ)
    value += seen.value
    chances.push(p)
    slopes.push(seen.byP)
  }
  return { value, chances, slopes, steps }
}

/** Back again: ∂ value / ∂ Q from ∂ value / ∂ P over every gap. */
function walkBack({ states, gaps }: PackedPanel, q: Float64Array, { chances, slopes, steps }: Walk, byQ: Float64Array): void {
  const size = states * states
  const byStep = new Map<number, Float64Array>([...steps.keys()].map((step) => [step, new Float64Array(size)]))
  const product = new Float64Array(size)
  let carried: Float64Array = new Float64Array(size)
  for (let i = gaps.length - 1; i >= 0; i--) {
    const step = gaps[i]!.gap - (gaps[i - 1]?.gap ?? 0)
    for (let k = 0; k < size; k++) carried[k]! += slopes[i]![k]!
    const into = byStep.get(step)!
    multiply(transposed(chances[i]!, states), carried, states, product)
    for (let k = 0; k < size; k++) into[k]! += product[k]!
    carried = multiply(carried, transposed(steps.get(step)!, states), states, new Float64Array(size))
  }
  const turned = transposed(q, states)
  for (const [step, weights] of byStep) {
    const { derivative } = expmWithDerivative(turned.map((rate) => rate * step), weights, states)
    for (let k = 0; k < size; k++) byQ[k]! += step * derivative[k]!
  }
}

/** Log-likelihood and its gradient in the logarithms of the rates of the moves. */
export function evaluatePanel(panel: PackedPanel, rates: readonly number[]): Evaluation {
  const { states, moves } = panel
  const q = generatorOf(states, moves, rates)
  const byQ = new Float64Array(states * states)
  const found = walk(panel, q, byQ)
  if (!Number.isFinite(found.value)) return { value: -Infinity, gradient: rates.map(() => 0) }
  walkBack(panel, q, found, byQ)
  return { value: found.value, gradient: moves.map(({ from, to }, i) => rates[i]! * (byQ[from * states + to]! - byQ[from * states + from]!)) }
}
