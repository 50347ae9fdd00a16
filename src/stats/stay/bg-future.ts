/**
 * What the beta-geometric family foretells of one customer. Given that they are alive at T and that the silence has gone through j
 * stages of a gap, λ ~ Gamma(R + j, α + T) and p ~ Beta(a, b + n) are independent, so the m-th coming purchase happens with chance
 * P(N ≥ km − j) · E[(1 − p)^(m − 1)], N the stages to come (negative binomial). Sums of these are exact for every k and need no
 * hypergeometric function, whose closed form for k = 1 (Fader, Hardie & Lee 2005, equation 10) breaks at a = 1 and a + b = 1.
 */
import type { Evaluation } from '../optimise.ts'
import { beta, exponential, gamma, pickIndex, type Dice } from '../random.ts'
import type { History } from './cells.ts'
import { chancesToLeave, stages, type BgKind, type BgParams } from './bg.ts'

const MOST_TERMS = 5_000_000
const NEGLIGIBLE = 1e-12

/** ln of the odds of having dropped out after the last purchase; −∞ where nobody could have. */
function logOddsGone(kind: BgKind, { r, alpha, a, b }: BgParams, x: number, t_x: number, T: number): number {
  const m = chancesToLeave(kind, x)
  if (m < 0) return -Infinity
  const R = r + kind.k * x
  const gone = Math.log(a / (b + m)) + R * Math.log1p((T - t_x) / (alpha + t_x))
  return kind.k === 1 ? gone : gone - Math.log(stages(kind.k, R, (T - t_x) / (alpha + T)).value)
}

/** P(has not dropped out by T). */
export const bgAlive = (kind: BgKind, params: BgParams, { x, t_x, T }: History): number => 1 / (1 + Math.exp(logOddsGone(kind, params, x, t_x, T)))

/** How likely it is that the silence has gone through j = 0, 1, … of the k stages, given that they are alive. */
function stageWeights({ k }: BgKind, { alpha }: BgParams, R: number, { t_x, T }: History): number[] {
  const u = (T - t_x) / (alpha + T)
  const terms = [1, R * u, (R * (R + 1) * u * u) / 2].slice(0, k)
  const sum = terms.reduce((total, term) => total + term, 0)
  return terms.map((term) => term / sum)
}

/** Below this what subtraction leaves of the last digit would tell. */
const SMALL = 1e-8

/**
 * Purchases expected in (T, T + horizon], given that they are alive at T: P(at least m of them), summed over m = 1, 2, … until it is negligible.
 * N, how many stages come in the time, is negative binomial with P(N = n) = `term` and P(N ≥ n) = `above` for a shape of R. Stage j is that much nearer to the first purchase, and has a
 * shape of R + j: P(N ≥ n) of one more is that of R and n / R · P(N = n) besides (DLMF 8.17.21, as incomplete beta functions). Of many customers it is gone through millions of times: with lists
 * that are taken apart in or before the loop it takes twice as long.
 */
function expectedIfAlive(kind: BgKind, params: BgParams, history: History, horizon: number): number {
  const { k } = kind
  const { r, alpha, a, b } = params
  const R = r + k * history.x
  const q = horizon / (alpha + history.T + horizon)
  if (!(q > 0)) return 0
  const stayed = b + chancesToLeave(kind, history.x) + 1
  const weights = stageWeights(kind, params, R, history)
  // A first term too small to be written down is carried as a logarithm until it is not.
  let logTerm = R * Math.log1p(-q)
  let term = Math.exp(logTerm)
  let above = 1
  let ratio = R * q
  let sum = 0
  for (let m = 1, n = 0, stays = 1; m < MOST_TERMS; m++) {
    let reached = 0
    for (let j = k - 1; j >= 0; j--) {
      above = Math.max(0, above - term)
      if (logTerm < -600) term = Math.exp((logTerm += Math.log(ratio)))
      else term *= ratio
      n++
      ratio = ((R + n) / (n + 1)) * q
      // What is left is no more than a geometric series from here, or it would never end.
      if (above < SMALL && ratio < 1) above = Math.min(above, term / (1 - Math.max(q, ratio)))
      let atLeast = above
      let exactly = term
      for (let shape = R; shape < R + j; shape++) {
        atLeast += (n / shape) * exactly
        exactly *= ((n + shape) / shape) * (1 - q)
      }
      reached += weights[j]! * atLeast
    }
    if (reached * stays < NEGLIGIBLE * (1 - q)) return sum
    sum += reached * stays
    stays *= (stayed + m - 1) / (a + stayed + m - 1)
  }
  return sum
}

/** Purchases expected in (T, T + horizon]. */
export const bgExpected = (kind: BgKind, params: BgParams, history: History, horizon: number): number =>
  expectedIfAlive(kind, params, history, horizon) * bgAlive(kind, params, history)

/**
 * −ln P(no purchase in (T, T + horizon]), given that they are alive at T: the gap that has begun goes on, which is the alive term of the
 * likelihood with a later end over the same with T. Whether they would leave at the next purchase does not matter.
 */
function silence({ k }: BgKind, { r, alpha }: BgParams, x: number, t_x: number, T: number, horizon: number): number {
  const R = r + k * x
  const plain = R * Math.log1p(horizon / (alpha + T))
  if (k === 1) return plain
  return plain - Math.log(stages(k, R, (T - t_x + horizon) / (alpha + T + horizon)).value / stages(k, R, (T - t_x) / (alpha + T)).value)
}

/** P(at least one purchase in (T, T + horizon]). In plain numbers, since it is asked at every fact of a history that is told. */
export function bgChanceOf(kind: BgKind, params: BgParams, x: number, t_x: number, T: number, horizon: number): number {
  return -Math.expm1(-silence(kind, params, x, t_x, T, horizon)) / (1 + Math.exp(logOddsGone(kind, params, x, t_x, T)))
}

export const bgChance = (kind: BgKind, params: BgParams, { x, t_x, T }: History, horizon: number): number => bgChanceOf(kind, params, x, t_x, T, horizon)

const logExpm1 = (m: number): number => (m > 40 ? m : Math.log(Math.expm1(m)))
const softplus = (v: number): number => (v > 0 ? v + Math.log1p(Math.exp(-v)) : Math.log1p(Math.exp(v)))
const logistic = (v: number): number => 1 / (1 + Math.exp(-v))

/**
 * ln(chance / (1 − chance)) and its gradient in (ln r, ln α, ln a, ln b). With m what `silence` gives and z the log odds of being gone, the
 * chance is (1 − e^−m) / (1 + e^z), whose logit is ln(e^m − 1) − ln(1 + e^(z + m)).
 */
export function bgLogit(kind: BgKind, params: BgParams, { x, t_x, T }: History, horizon: number): Evaluation {
  const { r, alpha, b } = params
  const R = r + kind.k * x
  const [now, then] = [alpha + T, alpha + T + horizon]
  const [u, later] = [(T - t_x) / now, (T - t_x + horizon) / then]
  const [before, after] = [stages(kind.k, R, u), stages(kind.k, R, later)]
  const [beforeByR, afterByR] = [before.byR / before.value, after.byR / after.value]
  const [beforeByAlpha, afterByAlpha] = [(before.byU * -u) / (now * before.value), (after.byU * -later) / (then * after.value)]
  const m = silence(kind, params, x, t_x, T, horizon)
  const z = logOddsGone(kind, params, x, t_x, T)
  const byM = 1 / -Math.expm1(-m) - logistic(z + m)
  const byZ = -logistic(z + m)
  const mByAlpha = (R * -horizon) / (now * then) - afterByAlpha + beforeByAlpha
  const zByAlpha = (R * (t_x - T)) / (now * (alpha + t_x)) - beforeByAlpha
  const gradient = [
    r * (byM * (Math.log1p(horizon / now) - afterByR + beforeByR) + byZ * (Math.log1p((T - t_x) / (alpha + t_x)) - beforeByR)),
    alpha * (byM * mByAlpha + byZ * zByAlpha),
    byZ,
    (byZ * -b) / (b + Math.max(0, chancesToLeave(kind, x))),
  ]
  return { value: logExpm1(m) - softplus(z + m), gradient }
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
