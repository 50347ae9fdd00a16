import type { Instant } from '#core/units/time.ts'
import { decay } from './figures.ts'
import type { Touched } from './gates.ts'
import type { Memory } from './memory.ts'
import type { TellingRules } from './telling-rules.ts'

/**
 * Lays an answer into the heart, after decaying what was there to this moment. Above zero it is a deposit, below a withdrawal, and
 * zero is a shrug, which counts half (POLICY: N).
 * @param value 1 is a felt answer of strength 2 with the best of feelings
 * @param weight how much of a whole answer this is
 * @param own is it in the customer's own words? What was merely done to them weighs, but does not make their heart known
 */
export function feel(m: Memory, at: Instant, value: number, touched: Touched, rules: TellingRules, weight = 1, own = true): void {
  const h = m.heart
  const d = decay(h.at, at, rules)
  const weighed = value * weight
  h.gain = h.gain * d + (weighed > 0 ? weighed : 0)
  h.loss = h.loss * d - (weighed < 0 ? weighed : 0)
  h.indifferent = h.indifferent * d + (value === 0 ? weight / 2 : 0)
  h.answers = h.answers * d + (own ? weight : 0)
  h.weight = h.weight * d + weight
  h.sum = h.sum * d + weighed
  h.square = h.square * d + value * weighed
  h.at = at
  touched.heart = true
}

/** Adds an answer on business needs, from −1 (not at all met) to 1. */
export function meet(m: Memory, at: Instant, value: number, touched: Touched, rules: TellingRules): void {
  const h = m.head
  const d = decay(h.at, at, rules)
  h.met = h.met * d + value
  h.answers = h.answers * d + 1
  h.at = at
  touched.head = true
}
