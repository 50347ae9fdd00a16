import type { Fact } from '#core/history/fact.ts'
import type { Kind } from '#core/history/kinds.ts'
import { DAY_MS, type Instant } from '#core/units/time.ts'
import { applyFact } from './effects.ts'
import { fadedAt, heartOf } from './figures.ts'
import { begin } from './memory.ts'
import type { TellingRules } from './telling-rules.ts'

/** Emotional equity at a moment; `fact` is the id of what changed it, null where it only faded. */
export interface EquityPoint {
  readonly at: Instant
  readonly heart: number
  readonly fact: string | null
}

/** By how much a fact changed the heart: above zero a deposit, below a withdrawal, zero a shrug. */
export interface EquityChange {
  readonly at: Instant
  readonly kind: Kind
  readonly source: string
  readonly id: string
  readonly change: number
}

export interface EquityHistory {
  readonly line: readonly EquityPoint[]
  readonly changes: readonly EquityChange[]
}

/** Between changes, a point is put in this often, so that fading shows as the curve it is. */
const STEP_MS = 30 * DAY_MS

/**
 * How emotional equity went over a history: a point before and after each fact that changed it, and points between. Time flips gates and
 * nothing that the heart is made of, so that facts are all there is to fold here.
 */
export function equityHistory(facts: readonly Fact[], until: Instant, rules: TellingRules): EquityHistory {
  const memory = begin(null)
  const line: EquityPoint[] = []
  const changes: EquityChange[] = []
  const heartAt = (at: Instant): number => fadedAt(heartOf(memory, rules), at, rules)
  const fadeTo = (end: Instant): void => {
    const last = line.at(-1)
    if (!last) return
    for (let at = last.at + STEP_MS; at < end; at += STEP_MS) line.push({ at, heart: heartAt(at), fact: null })
    if (end > last.at) line.push({ at: end, heart: heartAt(end), fact: null })
  }
  for (const fact of facts) {
    const [sum, at] = [memory.heart.sum, memory.heart.at]
    const before = { ...memory.heart }
    applyFact(memory, fact, rules)
    if (memory.heart.sum === sum && memory.heart.at === at) continue
    const after = memory.heart
    memory.heart = before
    fadeTo(fact.at)
    const was = line.length === 0 ? 0 : heartAt(fact.at)
    memory.heart = after
    const heart = heartAt(fact.at)
    line.push({ at: fact.at, heart, fact: fact.id })
    changes.push({ at: fact.at, kind: fact.kind, source: fact.source, id: fact.id, change: heart - was })
  }
  fadeTo(until)
  return { line, changes }
}
