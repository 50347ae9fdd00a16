/**
 * The slow, obvious twin of the MBG/NBD formulae: λ and p integrated out on a grid, in λ = e^s and p = 1 / (1 + e^−y), where the
 * trapezoid rule converges geometrically. No gamma or beta function: the priors are normalised on the same grid.
 */
import type { MbgParams } from '#stats/mbg.ts'

interface Node {
  readonly rate: number
  readonly leaves: number
  readonly weight: number
}

function grid({ r, alpha, a, b }: MbgParams): Node[] {
  const nodes: Node[] = []
  for (let s = -80; s <= 8; s += 0.1)
    for (let y = -50; y <= 25; y += 0.25) {
      const rate = Math.exp(s) / alpha
      const leaves = 1 / (1 + Math.exp(-y))
      const stays = 1 / (1 + Math.exp(y))
      nodes.push({ rate, leaves, weight: Math.exp(r * s - Math.exp(s)) * leaves ** a * stays ** b })
    }
  return nodes
}

export interface SlowAnswers {
  readonly likelihood: number
  readonly alive: number
  readonly chance: number
  /** Purchases expected in (T, T + horizon]. */
  readonly purchases: number
}

/** What becomes of customers (x, t_x, T), by the definition of the model. */
export function slowTwin(params: MbgParams): (x: number, t_x: number, T: number, horizon: number) => SlowAnswers {
  const nodes = grid(params)
  const total = nodes.reduce((sum, { weight }) => sum + weight, 0)
  return (x, t_x, T, horizon) => {
    let [all, alive, some, purchases] = [0, 0, 0, 0]
    for (const { rate, leaves, weight } of nodes) {
      const stays = 1 - leaves
      const so = weight * (stays * rate) ** x
      const silent = so * stays * Math.exp(-rate * T)
      all += silent + so * leaves * Math.exp(-rate * t_x)
      alive += silent
      some += silent * -Math.expm1(-rate * horizon)
      purchases += (silent * -Math.expm1(-rate * leaves * horizon)) / leaves
    }
    return { likelihood: all / total, alive: alive / all, chance: some / all, purchases: purchases / all }
  }
}
