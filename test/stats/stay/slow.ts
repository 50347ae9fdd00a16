/**
 * The slow, obvious twins of the models of staying: what is not known of a customer is integrated out on a grid, where the trapezoid rule
 * converges geometrically. No gamma or beta function: the priors are normalised on the same grid.
 */
import type { BgKind, BgParams } from '#stats/stay/bg.ts'
import type { ParetoParams } from '#stats/stay/pareto.ts'
import type { History } from '#stats/stay/cells.ts'

/** What becomes of customers of a history, by the definition of the model. */
export interface SlowAnswers {
  /** Without what does not depend on parameters. */
  readonly likelihood: number
  readonly alive: number
  readonly chance: number
  readonly expected: number
}

interface Node {
  readonly one: number
  readonly other: number
  readonly weight: number
}

const grid = (ones: readonly number[], others: readonly number[], node: (s: number, y: number) => Node): Node[] => ones.flatMap((s) => others.map((y) => node(s, y)))
const range = (from: number, to: number, step: number): number[] => Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step)

interface OneAnswer {
  readonly alive: number
  readonly gone: number
  /** Given alive. */
  readonly some: number
  readonly purchases: number
}

function average(nodes: readonly Node[], of: (one: number, other: number) => OneAnswer): SlowAnswers {
  let [all, alive, chance, expected, total] = [0, 0, 0, 0, 0]
  for (const { one, other, weight } of nodes) {
    const at = of(one, other)
    total += weight
    all += weight * (at.alive + at.gone)
    alive += weight * at.alive
    chance += weight * at.alive * at.some
    expected += weight * at.alive * at.purchases
  }
  return { likelihood: all / total, alive: alive / all, chance: chance / all, expected: expected / all }
}

/** P(a Poisson count of mean m is j) for j below `size`. */
function poisson(m: number, size: number): number[] {
  const out = [Math.exp(-m)]
  for (let j = 1; j < size; j++) out.push((out[j - 1]! * m) / j)
  return out
}

/** Given the rate, the chance to leave and stages passed: at least one purchase, and how many, by counting stages one by one. */
function ahead(k: number, mean: number, leaves: number, passed: number): { some: number; purchases: number } {
  const stages = poisson(mean, Math.ceil(mean + 10 * Math.sqrt(mean) + 12))
  let [purchases, some] = [0, 0]
  for (const [n, chance] of stages.entries()) {
    const reached = Math.floor((n + passed) / k)
    if (reached === 0) continue
    // Σ_{m ≤ reached} (1 − p)^(m − 1)
    purchases += chance * (-Math.expm1(reached * Math.log1p(-leaves)) / leaves)
    some += chance
  }
  return { some, purchases }
}

/** The twin of the beta-geometric family: rate = e^s / α, chance to leave 1 / (1 + e^−y). */
export function slowBg({ k, firstMayBeLast }: BgKind, { r, alpha, a, b }: BgParams): (history: History, horizon: number) => SlowAnswers {
  const nodes = grid(range(-36, 4.4, 0.1), range(-24, 20, 0.4), (s, y) => {
    const [leaves, stays] = [1 / (1 + Math.exp(-y)), 1 / (1 + Math.exp(y))]
    return { one: Math.exp(s) / alpha, other: leaves, weight: Math.exp(r * s - Math.exp(s)) * leaves ** a * stays ** b }
  })
  return ({ x, t_x, T }, horizon) => {
    const chances = x + (firstMayBeLast ? 1 : 0)
    return average(nodes, (rate, leaves) => {
      const silence = rate * (T - t_x)
      const bought = rate ** (k * x) * Math.exp(-rate * t_x)
      const passed = poisson(silence, k)
      const silent = passed.reduce((sum, share) => sum + share, 0)
      const likely = horizon > 0 && silent > 0 && bought * (1 - leaves) ** chances > 1e-40
      const futures = passed.map((_, j) => (likely ? ahead(k, rate * horizon, leaves, j) : { some: 0, purchases: 0 }))
      const given = (of: (future: { some: number; purchases: number }) => number): number => futures.reduce((sum, future, j) => sum + (passed[j]! / silent) * of(future), 0)
      return {
        alive: bought * (1 - leaves) ** chances * silent,
        gone: chances === 0 ? 0 : bought * leaves * (1 - leaves) ** (chances - 1),
        some: likely ? given(({ some }) => some) : 0,
        purchases: likely ? given(({ purchases }) => purchases) : 0,
      }
    })
  }
}

/** The twin of Pareto/NBD: rate = e^s / α, rate of leaving e^y / β. */
export function slowPareto({ r, alpha, s: shape, beta }: ParetoParams): (history: History, horizon: number) => SlowAnswers {
  const nodes = grid(range(-60, 5, 0.1), range(-60, 5, 0.1), (s, y) => ({
    one: Math.exp(s) / alpha, other: Math.exp(y) / beta, weight: Math.exp(r * s - Math.exp(s) + shape * y - Math.exp(y)),
  }))
  return ({ x, t_x, T }, horizon) => average(nodes, (rate, leaving) => {
    const both = rate + leaving
    return {
      alive: rate ** x * Math.exp(-both * T),
      gone: (rate ** x * leaving * Math.exp(-both * t_x) * -Math.expm1(-both * (T - t_x))) / both,
      some: (rate * -Math.expm1(-both * horizon)) / both,
      purchases: (rate * -Math.expm1(-leaving * horizon)) / leaving,
    }
  })
}
