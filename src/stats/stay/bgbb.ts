/**
 * The BG/BB model (Fader, Hardie & Shang 2010): T opportunities to buy, one after the other (years, mailings, events). While alive a
 * customer takes each with chance p ~ Beta(α, β), and drops out before each with chance θ ~ Beta(γ, δ). One history, x taken, the
 * last of them the t_x-th (0 where none was):
 *
 *   B(α + x, β + T − x) B(γ, δ + T) / (B(α, β) B(γ, δ)) + Σ_{i=0}^{T − t_x − 1} B(α + x, β + t_x − x + i) B(γ + 1, δ + t_x + i) / (B(α, β) B(γ, δ))
 *
 * Of an opportunity that is under way the part f has passed. Whoever takes it does so at a moment by chance, so nothing yet happens with 1 − f + f × nothing at all: with a broken T
 * the likelihood is the straight line between those of the whole numbers next to it.
 */
import type { Evaluation } from '../optimise.ts'
import { beta as betaDraw, type Dice } from '../random.ts'
import { logBetaRise, slopeOfRise } from './beta-rise.ts'
import type { History, PackedCells } from './cells.ts'
import type { StayModel } from './model.ts'

/** One way in which a history may have come about: opportunities passed alive, whether they then dropped out, and what it weighs where an opportunity is under way. */
interface Way {
  readonly passed: number
  readonly left: 0 | 1
  readonly weight: number
}

function waysOf({ t_x, T }: History): Way[] {
  const whole = Math.floor(T)
  const part = T - whole
  const gone = Array.from({ length: whole - t_x }, (_, i): Way => ({ passed: t_x + i, left: 1, weight: 1 }))
  if (part === 0) return [{ passed: T, left: 0, weight: 1 }, ...gone]
  return [{ passed: whole, left: 0, weight: 1 - part }, { passed: whole + 1, left: 0, weight: part }, ...gone, { passed: whole, left: 1, weight: part }]
}

export type Four = readonly [number, number, number, number]

const logWay = ([a, b, c, d]: Four, x: number, { passed, left, weight }: Way): number => logBetaRise(a, b, x, passed - x) + logBetaRise(c, d, left, passed) + Math.log(weight)

/** ln of one history's likelihood. */
function logHistory(p: Four, history: History): number {
  const logs = waysOf(history).map((way) => logWay(p, history.x, way))
  const most = Math.max(...logs)
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0))
}

/** Log-likelihood and its gradient in the logarithms of the parameters. @param passed of a history, how many opportunities have passed; T, if left out */
export function evaluateBgbb(packed: PackedCells, p: Four, passed: (t_x: number, T: number) => number = (_, T) => T): Evaluation {
  const { xs, recencies, lengths, xAt, recencyAt, lengthAt, n } = packed
  let value = 0
  const gradient = [0, 0, 0, 0]
  for (let i = 0; i < n.length; i++) {
    const [x, t_x] = [xs[xAt[i]!]!, recencies[recencyAt[i]!]!]
    const history = { x, t_x, T: passed(t_x, lengths[lengthAt[i]!]!) }
    const whole = logHistory(p, history)
    value += n[i]! * whole
    for (const way of waysOf(history)) {
      const share = n[i]! * Math.exp(logWay(p, x, way) - whole)
      const [byA, byB] = slopeOfRise(p[0], p[1], x, way.passed - x)
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
  const here = Math.exp(logWay(p, history.x, { passed: history.T, left: 0, weight: 1 }) - logHistory(p, history))
  if (dice.uniform() >= here) return []
  const takes = betaDraw(dice, a + history.x, b + history.T - history.x)
  const leaves = betaDraw(dice, c, d + history.T)
  const times: number[] = []
  for (let i = 1; i <= horizon && dice.uniform() >= leaves; i++) if (dice.uniform() < takes) times.push(i)
  return times
}

export const fourOf = ([a, b, c, d]: readonly number[]): Four => [a!, b!, c!, d!]

export const BGBB_PARAMETERS = ['alpha', 'beta', 'gamma', 'delta'] as const
export const BGBB_STARTS = [
  [1, 1, 0.5, 2],
  [0.5, 2, 1, 5],
  [3, 1, 0.2, 3],
] as const

/** Time runs in opportunities: t_x, T and the horizon are whole numbers of them. */
export const BG_BB: StayModel = {
  name: 'bgbb',
  parameters: BGBB_PARAMETERS,
  inTime: [false, false, false, false],
  starts: BGBB_STARTS,
  evaluate: (packed, p) => evaluateBgbb(packed, fourOf(p)),
  alive: (p, history) => bgbbAlive(fourOf(p), history),
  chance: (p, history, horizon) => chance(fourOf(p), history, horizon),
  expected: (p, history, horizon) => expected(fourOf(p), history, horizon),
  expectedNew: (p, t) => expected(fourOf(p), { x: 0, t_x: 0, T: 0 }, t),
  draw: (p, history, horizon, dice) => draw(fourOf(p), history, horizon, dice),
}
