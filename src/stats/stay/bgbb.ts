/**
 * The BG/BB model (Fader, Hardie & Shang 2010): T opportunities to buy, one after the other (years, mailings, events). While alive a
 * customer takes each with chance p ~ Beta(α, β), and drops out before each with chance θ ~ Beta(γ, δ). One history, x taken, the
 * last of them the t_x-th (0 where none was):
 *
 *   B(α + x, β + T − x) B(γ, δ + T) / (B(α, β) B(γ, δ)) + Σ_{i=0}^{T − t_x − 1} B(α + x, β + t_x − x + i) B(γ + 1, δ + t_x + i) / (B(α, β) B(γ, δ))
 */
import type { Evaluation } from '../optimise.ts'
import { beta as betaDraw, type Dice } from '../random.ts'
import { logBetaRise, slopeOfRise } from './beta-rise.ts'
import type { History, PackedCells } from './cells.ts'
import type { StayModel } from './model.ts'

/** One way in which a history may have come about: opportunities passed alive, and whether they then dropped out. */
interface Way {
  readonly passed: number
  readonly left: 0 | 1
}

const waysOf = ({ t_x, T }: History): Way[] => [{ passed: T, left: 0 }, ...Array.from({ length: T - t_x }, (_, i) => ({ passed: t_x + i, left: 1 as const }))]

type Four = readonly [number, number, number, number]

const logWay = ([a, b, c, d]: Four, x: number, { passed, left }: Way): number => logBetaRise(a, b, x, passed - x) + logBetaRise(c, d, left, passed)

/** ln of one history's likelihood. */
function logHistory(p: Four, history: History): number {
  const logs = waysOf(history).map((way) => logWay(p, history.x, way))
  const most = Math.max(...logs)
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0))
}

function evaluate(packed: PackedCells, p: Four): Evaluation {
  const { xs, recencies, lengths, xAt, recencyAt, lengthAt, n } = packed
  let value = 0
  const gradient = [0, 0, 0, 0]
  for (let i = 0; i < n.length; i++) {
    const history = { x: xs[xAt[i]!]!, t_x: recencies[recencyAt[i]!]!, T: lengths[lengthAt[i]!]! }
    const whole = logHistory(p, history)
    value += n[i]! * whole
    for (const way of waysOf(history)) {
      const share = n[i]! * Math.exp(logWay(p, history.x, way) - whole)
      const [byA, byB] = slopeOfRise(p[0], p[1], history.x, way.passed - history.x)
      const [byC, byD] = slopeOfRise(p[2], p[3], way.left, way.passed)
      for (const [k, slope] of [byA, byB, byC, byD].entries()) gradient[k]! += share * slope
    }
  }
  return { value, gradient: gradient.map((slope, i) => slope * p[i]!) }
}

/** P(still alive when the next opportunity comes), as the authors report it. */
export function bgbbAlive(p: Four, history: History): number {
  const [a, b, c, d] = p
  return Math.exp(logBetaRise(a, b, history.x, history.T - history.x) + logBetaRise(c, d, 0, history.T + 1) - logHistory(p, history))
}

/** Taken of the next `horizon` opportunities. */
function expected(p: Four, history: History, horizon: number): number {
  const [a, b, c, d] = p
  const takes = logBetaRise(a, b, history.x + 1, history.T - history.x) - logHistory(p, history)
  let sum = 0
  for (let i = 1; i <= horizon; i++) sum += Math.exp(takes + logBetaRise(c, d, 0, history.T + i))
  return sum
}

/** P(at least one of the next `horizon`): a silent stretch is the history itself with a later end. */
const chance = (p: Four, history: History, horizon: number): number => -Math.expm1(logHistory(p, { ...history, T: history.T + Math.floor(horizon) }) - logHistory(p, history))

function draw(p: Four, history: History, horizon: number, dice: Dice): number[] {
  const [a, b, c, d] = p
  const here = Math.exp(logWay(p, history.x, { passed: history.T, left: 0 }) - logHistory(p, history))
  if (dice.uniform() >= here) return []
  const takes = betaDraw(dice, a + history.x, b + history.T - history.x)
  const leaves = betaDraw(dice, c, d + history.T)
  const times: number[] = []
  for (let i = 1; i <= horizon && dice.uniform() >= leaves; i++) if (dice.uniform() < takes) times.push(i)
  return times
}

const four = ([a, b, c, d]: readonly number[]): Four => [a!, b!, c!, d!]

/** Time runs in opportunities: t_x, T and the horizon are whole numbers of them. */
export const BG_BB: StayModel = {
  name: 'bgbb',
  parameters: ['alpha', 'beta', 'gamma', 'delta'],
  inTime: [false, false, false, false],
  starts: [
    [1, 1, 0.5, 2],
    [0.5, 2, 1, 5],
    [3, 1, 0.2, 3],
  ],
  evaluate: (packed, p) => evaluate(packed, four(p)),
  alive: (p, history) => bgbbAlive(four(p), history),
  chance: (p, history, horizon) => chance(four(p), history, horizon),
  expected: (p, history, horizon) => expected(four(p), history, horizon),
  expectedNew: (p, t) => expected(four(p), { x: 0, t_x: 0, T: 0 }, t),
  draw: (p, history, horizon, dice) => draw(four(p), history, horizon, dice),
}
