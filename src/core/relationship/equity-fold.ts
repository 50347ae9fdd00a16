import type { Kind } from '#core/history/kinds.ts'
import type { Instant } from '#core/units/time.ts'
import type { EquityChange, EquityPoint } from './equity-line.ts'

/**
 * A line with at most so many points that is drawn as the whole line would be: of each of equally wide stretches of time its first, lowest,
 * highest and last point. On as many columns of pixels as there are stretches, no pixel differs (Jugel et al., M4, VLDB 2014).
 * @param most at least 4
 */
export function foldLine(line: readonly EquityPoint[], most: number): readonly EquityPoint[] {
  if (line.length <= most) return line
  const folded: EquityPoint[] = []
  for (const stretch of stretchesOf(line, Math.floor(most / 4))) {
    let [low, high] = [0, 0]
    for (const [i, { heart }] of stretch.entries()) {
      if (heart < (stretch[low] as EquityPoint).heart) low = i
      if (heart >= (stretch[high] as EquityPoint).heart) high = i
    }
    const kept = [...new Set([0, low, high, stretch.length - 1])].toSorted((a, b) => a - b)
    folded.push(...kept.map((i) => stretch[i] as EquityPoint))
  }
  return folded
}

/** What facts close to each other in time laid in and took out. One fact alone is named. */
export interface EquityMark {
  readonly at: Instant
  readonly until: Instant
  /** Deposits, and what they came to; withdrawals, and what they came to (zero or below). */
  readonly deposits: number
  readonly gain: number
  readonly withdrawals: number
  readonly loss: number
  readonly fact: { readonly kind: Kind; readonly source: string; readonly id: string } | null
}

/** The changes of a history in at most so many marks. What laid in nothing is no mark. */
export function foldChanges(changes: readonly EquityChange[], most: number): readonly EquityMark[] {
  const felt = changes.filter(({ change }) => change !== 0)
  return (felt.length <= most ? felt.map((one) => [one]) : stretchesOf(felt, most)).map(markOf)
}

function markOf(together: readonly EquityChange[]): EquityMark {
  const [first] = together as readonly [EquityChange]
  const [up, down] = [together.filter(({ change }) => change > 0), together.filter(({ change }) => change < 0)]
  const sum = (some: readonly EquityChange[]): number => some.reduce((total, { change }) => total + change, 0)
  return {
    at: first.at, until: together.at(-1)?.at ?? first.at,
    deposits: up.length, gain: sum(up), withdrawals: down.length, loss: sum(down),
    fact: together.length === 1 ? { kind: first.kind, source: first.source, id: first.id } : null,
  }
}

/** Parts what is in order of time into at most so many stretches of equal width, leaving out those in which nothing is. */
function stretchesOf<T extends { readonly at: Instant }>(some: readonly T[], count: number): T[][] {
  const [first, last] = [some[0]?.at ?? 0, some.at(-1)?.at ?? 0]
  const width = (last - first) / count || 1
  return [...Map.groupBy(some, ({ at }) => Math.min(count - 1, Math.floor((at - first) / width))).values()]
}
