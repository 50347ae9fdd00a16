import type { Instant } from '#core/units/time.ts'
import { buysAt, fadedAt, headOf, heartOf, usualGap, type Fading } from './figures.ts'
import type { Memory } from './memory.ts'
import { BIT, type Gate } from './rules.ts'
import type { TellingRules } from './telling-rules.ts'
import { keepsAt, runsOutAt, staysATermAt } from './under-contract.ts'

/**
 * When time alone flips a gate. Between two facts |heart| and |head| fall, evidence fades and silence grows, so each gate flips at most
 * once and its moment depends on the memory alone: whoever asks, and however often, gets the same answer.
 */

/** Later than any date that is told. */
export const NEVER: Instant = Number.POSITIVE_INFINITY
const FAR_MS = 200 * 365 * 86_400_000

/** First moment at which `d·x < limit`, for x decaying from `at`. */
const fadesBelow = (at: Instant, x: number, limit: number, rules: TellingRules): Instant =>
  x < limit ? at : Math.floor(at + rules.half_life_ms * Math.log2(x / limit)) + 1

/** First moment at which a fading score has come nearer to zero than `leave` (which has the score's sign). */
export function scoreLeaves(f: Fading, leave: number, rules: TellingRules): Instant {
  const k = rules.policy.prior_answers
  const factor = (leave * k) / (f.up - leave * f.all)
  if (!(factor > 0) || factor >= 1) return fadedAt(f, f.at, rules) === leave ? f.at + 1 : f.at
  return Math.floor(f.at - rules.half_life_ms * Math.log2(factor)) + 1
}

/**
 * The first whole millisecond after `from` at which the chance of a purchase is below `limit`; the search's bracket depends on the memory alone. Where gaps are
 * regular the chance rises at first, as somebody becomes due, and then falls for good: so whoever is above the limit twice was above it all the while.
 * @param from a moment at which it is to be above; where it is not, it has fallen by then
 */
export function chanceFallsBelow(m: Memory, limit: number, from: Instant, rules: TellingRules): Instant {
  const chance = (at: Instant): number => buysAt(m, at, rules) as number
  if (buysAt(m, m.trade.last_at, rules) === null) return NEVER
  let low = m.trade.last_at
  if (chance(low) < limit) low = from
  if (chance(low) < limit) return low
  let step = 86_400_000
  let high = low + step
  while (chance(high) >= limit) {
    low = high
    step *= 2
    high += step
    if (high - m.trade.last_at > FAR_MS) return NEVER
  }
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2)
    if (chance(middle) >= limit) low = middle
    else high = middle
  }
  return high
}

const silentFor = (m: Memory, gaps: number, rules: TellingRules): Instant => {
  const gap = usualGap(m, rules)
  return gap === null ? NEVER : Math.ceil(m.trade.last_at + gaps * gap)
}

/** The chance of a purchase falls, that of keeping a contract rises as it lasts: what it holds at that moment it holds for good, and where it decides alone nothing is lost by time. */
function becomesUnlikely(m: Memory, rules: TellingRules): Instant {
  const limit = rules.policy.conduct_chance_leave
  if (rules.contract?.decides && keepsAt(m, m.contract.at, rules) !== null) return NEVER
  const falls = Math.max(chanceFallsBelow(m, limit, m.last?.at ?? m.trade.last_at, rules), m.contract.at)
  return falls !== NEVER && (keepsAt(m, falls, rules) ?? 0) >= limit ? NEVER : falls
}

type Flip = (m: Memory, rules: TellingRules) => Instant
const score = (of: (m: Memory, rules: TellingRules) => Fading, leave: (rules: TellingRules) => number): Flip =>
  (m, rules) => scoreLeaves(of(m, rules), leave(rules), rules)
const known = (of: (m: Memory, rules: TellingRules) => Fading): Flip => (m, rules) => {
  const f = of(m, rules)
  return fadesBelow(f.at, f.answers, rules.policy.unknown_below, rules)
}
const band = (enter: number, rules: TellingRules): number => enter - Math.sign(enter) * rules.policy.score_band

/** When each gate that is on goes off by time alone. */
const GOES_OFF: Partial<Record<Gate, Flip>> = {
  heart_known: known(heartOf),
  heart_positive: score(heartOf, (r) => band(r.policy.heart_positive, r)),
  heart_high: score(heartOf, (r) => band(r.policy.heart_high, r)),
  heart_negative: score(heartOf, (r) => band(r.policy.heart_negative, r)),
  head_known: known(headOf),
  head_negative: score(headOf, (r) => band(r.policy.head_negative, r)),
  rhythm: (m, rules) => silentFor(m, rules.policy.conduct_gaps_leave, rules) + 1,
  likely: becomesUnlikely,
  says: (m, rules) => (m.said.last?.at ?? 0) + rules.says_ms,
  promise_broken: (m, rules) => (m.broken.at(-1)?.at ?? 0) + rules.betrayal_ms,
  betrayed: (m, rules) => (m.betrayed?.at ?? 0) + rules.betrayal_ms,
  locked: (m) => m.contract.locked_until ?? NEVER,
  conduct: (m, rules) => (m.waiting === null ? NEVER : m.waiting + rules.dwell_ms),
}

/** From when they have been silent for as long as it takes to lapse, nothing has happened, and no contract holds. */
const quietFrom = (m: Memory, rules: TellingRules): Instant => Math.max(silentFor(m, rules.policy.lapse_gaps, rules), m.last?.at ?? -Infinity, m.contract.at)

/** When each gate that is off goes on by time alone. */
const GOES_ON: Partial<Record<Gate, Flip>> = {
  silent: (m, rules) => {
    if (m.contract.status === 'active' || m.trade.days === 0) return NEVER
    const quiet = quietFrom(m, rules)
    return quiet === NEVER ? NEVER : Math.max(quiet, chanceFallsBelow(m, rules.policy.lapse_below, quiet, rules))
  },
  quiet: (m, rules) => (m.trade.days === 0 ? NEVER : silentFor(m, rules.policy.quiet_gaps, rules)),
  conduct: (m, rules) => (m.waiting === null ? NEVER : m.waiting + rules.dwell_ms),
  run_out: (m, rules) => runsOutAt(m, rules) ?? NEVER,
  term_stayed: (m, rules) => staysATermAt(m, rules) ?? NEVER,
}

/** The moment at which time alone flips this gate, given how it is now; NEVER where it does not. */
export function flipAt(gate: Gate, m: Memory, rules: TellingRules): Instant {
  const flip = (m.on & BIT[gate]) !== 0 ? GOES_OFF[gate] : GOES_ON[gate]
  return flip ? flip(m, rules) : NEVER
}

/** Far above the error of a computed chance, far below any difference that matters. */
const CLEARLY = 1e-9

/** Is the chance of a purchase at `target` so clearly above `limit` that it has not fallen below by then? Spares a search. */
const clearlyAbove = (m: Memory, target: Instant, limit: number, rules: TellingRules): boolean => (buysAt(m, target, rules) ?? 1) > limit + CLEARLY

/** Has the chance been clearly above the limit of lapsing at both ends, and so between (`chanceFallsBelow`)? */
const aboveAllTheWhile = (m: Memory, from: Instant, target: Instant, rules: TellingRules): boolean =>
  clearlyAbove(m, target, rules.policy.lapse_below, rules) && clearlyAbove(m, from, rules.policy.lapse_below, rules)

/** `flipAt` where it is not after `target`, else NEVER; searches only where a look at `target` cannot tell. */
export function flipBy(gate: Gate, m: Memory, target: Instant, rules: TellingRules): Instant {
  if (gate === 'silent' && (silentNotBefore(m, rules) > target || aboveAllTheWhile(m, quietFrom(m, rules), target, rules))) return NEVER
  if (gate === 'likely' && (!(m.on & BIT.likely) || clearlyAbove(m, target, rules.policy.conduct_chance_leave, rules))) return NEVER
  const at = flipAt(gate, m, rules)
  return at > target ? NEVER : Math.max(at, m.last?.at ?? at)
}

const silentNotBefore = (m: Memory, rules: TellingRules): Instant =>
  m.on & BIT.silent || m.contract.status === 'active' || m.trade.days === 0 ? NEVER : silentFor(m, rules.policy.lapse_gaps, rules)

/** Time that may flip a gate even where it is off, by the gates that go on. */
const CAN_GO_ON = BIT.silent | BIT.quiet | BIT.conduct | BIT.run_out | BIT.term_stayed

/** No gate flips by time alone before this moment, `likely` left out: its search is asked for apart (`mayBecomeUnlikely`). */
export function nothingBefore(m: Memory, rules: TellingRules): Instant {
  let wake = silentNotBefore(m, rules)
  for (const gate of TIMED) {
    if (gate === 'silent' || gate === 'likely' || !((m.on | CAN_GO_ON) & BIT[gate])) continue
    const at = flipAt(gate, m, rules)
    if (at < wake) wake = at
  }
  return wake
}

/** May `likely` go off by `target`? A look, not a search. */
export const mayBecomeUnlikely = (m: Memory, target: Instant, rules: TellingRules): boolean =>
  (m.on & BIT.likely) !== 0 && !clearlyAbove(m, target, rules.policy.conduct_chance_leave, rules)

/** The gates that time can flip, in the order in which flips of one moment are applied. */
export const TIMED: readonly Gate[] = [
  'heart_known', 'heart_positive', 'heart_high', 'heart_negative', 'head_known', 'head_negative', 'silent', 'quiet', 'rhythm', 'likely', 'conduct',
  'says', 'promise_broken', 'betrayed', 'locked', 'run_out', 'term_stayed',
]
