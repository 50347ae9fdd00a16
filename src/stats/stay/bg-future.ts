/**
 * What the beta-geometric family foretells of one customer. Given that they are alive at T and that the silence has gone through j
 * stages of a gap, λ ~ Gamma(R + j, α + T) and p ~ Beta(a, b + n) are independent, so the m-th coming purchase happens with chance
 * P(N ≥ km − j) · E[(1 − p)^(m − 1)], N the stages to come (negative binomial). Sums of these are exact for every k and need no
 * hypergeometric function, whose closed form for k = 1 (Fader, Hardie & Lee 2005, equation 10) breaks at a = 1 and a + b = 1.
 */
import { beta, exponential, gamma, pickIndex, type Dice } from '../random.ts'
import type { History } from './cells.ts'
import { chancesToLeave, stages, type BgKind, type BgParams } from './bg.ts'

const MOST_TERMS = 5_000_000
const NEGLIGIBLE = 1e-15

/** ln of the odds of having dropped out after the last purchase; −∞ where nobody could have. */
export function logOddsGone(kind: BgKind, { r, alpha, a, b }: BgParams, { x, t_x, T }: History): number {
  const m = chancesToLeave(kind, x)
  if (m < 0) return -Infinity
  const R = r + kind.k * x
  const passed = kind.k === 1 ? 0 : Math.log(stages(kind.k, R, (T - t_x) / (alpha + T)).value)
  return Math.log(a / (b + m)) + R * Math.log1p((T - t_x) / (alpha + t_x)) - passed
}

/** P(has not dropped out by T). */
export const bgAlive = (kind: BgKind, params: BgParams, history: History): number => 1 / (1 + Math.exp(logOddsGone(kind, params, history)))

/** How likely it is that the silence has gone through j = 0, 1, … of the k stages, given that they are alive. */
function stageWeights({ k }: BgKind, { alpha }: BgParams, R: number, { t_x, T }: History): number[] {
  const u = (T - t_x) / (alpha + T)
  const terms = [1, R * u, (R * (R + 1) * u * u) / 2].slice(0, k)
  const sum = terms.reduce((total, term) => total + term, 0)
  return terms.map((term) => term / sum)
}

/** Answers P(N ≥ 0), P(N ≥ 1), … one a call, N negative binomial: how many events of a Gamma(shape, 1) rate come in a time of q / (1 − q). */
function survival(shape: number, q: number): () => number {
  const logFirst = shape * Math.log1p(-q)
  // A first term too small to be written down is carried as a logarithm until it is not.
  let [logTerm, term] = [logFirst, Math.exp(logFirst)]
  let above = 1
  let n = 0
  return () => {
    const now = above
    above = Math.max(0, above - term)
    const ratio = ((shape + n) / (n + 1)) * q
    if (logTerm < -600) {
      logTerm += Math.log(ratio)
      term = Math.exp(logTerm)
    } else term *= ratio
    n++
    // What is left is no more than a geometric series from here: without this, what subtraction leaves of the last digit would never end.
    const next = Math.max(q, ((shape + n) / (n + 1)) * q)
    if (next < 1) above = Math.min(above, term / (1 - next))
    return now
  }
}

/**
 * Hands P(at least m purchases in (T, T + horizon]), given that they are alive at T, to `visit` for m = 1, 2, … until it is negligible or
 * `visit` has enough.
 */
export function eachAtLeast(kind: BgKind, params: BgParams, history: History, horizon: number, visit: (share: number, m: number) => boolean): void {
  const { r, alpha, a, b } = params
  const R = r + kind.k * history.x
  const q = horizon / (alpha + history.T + horizon)
  if (!(q > 0)) return
  const stayed = b + chancesToLeave(kind, history.x) + 1
  const weights = stageWeights(kind, params, R, history)
  const counts = weights.map((_, j) => survival(R + j, q))
  // Stage j is that much nearer to the first purchase.
  for (const [j, count] of counts.entries()) for (let i = 0; i < kind.k - j; i++) count()
  let stays = 1
  for (let m = 1; m < MOST_TERMS; m++) {
    let reached = 0
    for (let j = 0; j < counts.length; j++) {
      reached += weights[j]! * counts[j]!()
      for (let i = 1; i < kind.k; i++) counts[j]!()
    }
    if (reached * stays < NEGLIGIBLE * (1 - q) || !visit(reached * stays, m)) return
    stays *= (stayed + m - 1) / (a + stayed + m - 1)
  }
}

/** Purchases expected in (T, T + horizon]. */
export function bgExpected(kind: BgKind, params: BgParams, history: History, horizon: number): number {
  let sum = 0
  eachAtLeast(kind, params, history, horizon, (share) => {
    sum += share
    return true
  })
  return sum * bgAlive(kind, params, history)
}

/** P(at least one purchase in (T, T + horizon]). */
export function bgChance(kind: BgKind, params: BgParams, history: History, horizon: number): number {
  const { r, alpha } = params
  const R = r + kind.k * history.x
  // The first stages alone, by the closed form P(N ≥ 1) = 1 − (1 − q)^R for k = 1.
  if (kind.k === 1) return -Math.expm1(-R * Math.log1p(horizon / (alpha + history.T))) * bgAlive(kind, params, history)
  let first = 0
  eachAtLeast(kind, params, history, horizon, (share) => {
    first = share
    return false
  })
  return first * bgAlive(kind, params, history)
}

/** One possible future: when they buy in (T, T + horizon], counted from T. */
export function bgDraw(kind: BgKind, params: BgParams, history: History, horizon: number, dice: Dice): number[] {
  if (dice.uniform() >= bgAlive(kind, params, history)) return []
  const R = params.r + kind.k * history.x
  const passed = kind.k === 1 ? 0 : pickIndex(dice, stageWeights(kind, params, R, history))
  const rate = gamma(dice, R + passed, params.alpha + history.T)
  const leaves = beta(dice, params.a, params.b + chancesToLeave(kind, history.x) + 1)
  const times: number[] = []
  let at = 0
  for (let stage = passed; ; stage = 0) {
    for (; stage < kind.k; stage++) at += exponential(dice) / rate
    if (at > horizon || times.length > MOST_TERMS) return times
    times.push(at)
    if (dice.uniform() < leaves) return times
  }
}
