import type { MonthMark } from '#core/map/months.ts'
import { countUpTo, heardIn, stateIn, type Paths } from '#core/map/paths.ts'

/** What holds for a state from one mark on (counted from 0), up to but not with another. */
export interface Stretch {
  readonly state: number
  readonly lo: number
  readonly hi: number
  readonly amount: number
}

/** Who counts, and where. */
export interface Chosen {
  /** Of each customer, whether they count (1) or not (0); null where all do. */
  readonly customers: Uint8Array | null
  /** In these units alone; null where in any. */
  readonly units: readonly string[] | null
  /** Only as long as they are heard, or are not; null where either. */
  readonly heard: boolean | null
}

/** What was counted at marks. */
export interface SeriesIn {
  /** How many customers stood in each state. */
  readonly stood: readonly Stretch[]
  /** What they had paid in the twelve months up to each mark, by the state they stood in then. Minor units, net. */
  readonly paid: readonly Stretch[]
}

const STATES = 16

/** Counts on paths who stood where at each mark, and what they were worth. @param marks in order of time */
export function seriesIn(paths: Paths, marks: readonly MonthMark[], chosen: Chosen): SeriesIn {
  const { spans, at, until, stood, months, month, paid } = paths
  // In whole milliseconds: what begins at a mark's next one does not cover it.
  const after = Float64Array.from(marks, (mark) => mark.at + 1)
  const counts = monthsOf(marks)
  const isThere = spansThatCount(paths, chosen)
  const width = marks.length + 1
  // What is added from a mark on.
  const [customers, value] = [new Float64Array(STATES * width), new Float64Array(STATES * width)]
  for (let customer = 0; customer + 1 < spans.length; customer++) {
    if (chosen.customers?.[customer] === 0) continue
    let first = months[customer]!
    const last = months[customer + 1]!
    for (let span = spans[customer]!; span < spans[customer + 1]!; span++) {
      if (until[span]! < after[0]! || !isThere(span)) continue
      const [lo, hi] = [countUpTo(after, at[span]!), countUpTo(after, until[span]!)]
      if (lo >= hi) continue
      const row = stateIn(stood[span]!) * width
      customers[row + lo]!++
      customers[row + hi]!--
      // Of months and spans, both in order of time: what no longer counts at the first mark of this one counts at none of a later one.
      while (first < last && placeIn(counts, month[first]! + 12) <= lo) first++
      for (let i = first; i < last; i++) {
        const from = Math.max(lo, placeIn(counts, month[i]!))
        if (from >= hi) break
        const amount = paid[i]! - (i > months[customer]! ? paid[i - 1]! : 0)
        value[row + from]! += amount
        value[row + Math.min(hi, placeIn(counts, month[i]! + 12))]! -= amount
      }
    }
  }
  return { stood: stretchesOf(customers, width), paid: stretchesOf(value, width) }
}

/** Of each month from one on, the first mark that lies in it or after it. What a month brought counts from that mark on, up to that of twelve months later. */
interface Months {
  readonly first: number
  readonly places: Uint32Array
}
function monthsOf(marks: readonly MonthMark[]): Months {
  const [first, last] = [marks[0]!.month, marks.at(-1)!.month]
  return { first, places: Uint32Array.from({ length: last - first + 2 }, (_, i) => (first + i > last ? marks.length : marks.findIndex((mark) => mark.month >= first + i))) }
}
const placeIn = ({ first, places }: Months, month: number): number => places[Math.max(0, Math.min(month - first, places.length - 1))]!

/** Does a span count, by its unit and by whether the customer is heard in it? */
function spansThatCount({ unit, stood }: Paths, { units, heard }: Chosen): (span: number) => boolean {
  const own = units && new Set<string | null>(units)
  const inUnits = own && Uint8Array.from(unit.names, (name) => (own.has(name) ? 1 : 0))
  return (span) => (!inUnits || inUnits[unit.place[span]!] === 1) && (heard === null || (heardIn(stood[span]!) === 1) === heard)
}

function stretchesOf(steps: Float64Array, width: number): Stretch[] {
  const found: Stretch[] = []
  for (const [place, amount] of steps.entries()) if (amount !== 0) found.push({ state: Math.floor(place / width), lo: place % width, hi: width - 1, amount })
  return found
}
