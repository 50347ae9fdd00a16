import type { Fact } from '#core/history/fact.ts'
import { DAY_MS, type Instant } from '#core/units/time.ts'
import { fadedAt, heartOf } from './figures.ts'
import { begin } from './memory.ts'
import { tell } from './tell.ts'
import type { TellingRules } from './telling-rules.ts'

/** Emotional equity at a moment; `fact` is the id of what changed it, null where it only faded. */
export interface EquityPoint {
  readonly at: Instant
  readonly heart: number
  readonly fact: string | null
}

/** Between changes, a point is put in this often, so that fading shows as the curve it is. */
const STEP_MS = 30 * DAY_MS

/** How emotional equity went over a history: a point before and after each fact that changed it, and points between. */
export function equityLine(facts: readonly Fact[], until: Instant, rules: TellingRules): EquityPoint[] {
  let memory = begin(null)
  const line: EquityPoint[] = []
  const fadeTo = (end: Instant): void => {
    const last = line.at(-1)
    if (!last) return
    for (let at = last.at + STEP_MS; at < end; at += STEP_MS) line.push({ at, heart: fadedAt(heartOf(memory, rules), at, rules), fact: null })
    if (end > last.at) line.push({ at: end, heart: fadedAt(heartOf(memory, rules), end, rules), fact: null })
  }
  for (const fact of facts) {
    const next = tell(memory, [fact], null, rules).memory
    if (next.heart.sum !== memory.heart.sum || next.heart.at !== memory.heart.at) {
      fadeTo(fact.at)
      line.push({ at: fact.at, heart: fadedAt(heartOf(next, rules), fact.at, rules), fact: fact.id })
    }
    memory = next
  }
  fadeTo(until)
  return line
}
