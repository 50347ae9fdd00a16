import { ruleNumber } from '#core/relationship/rules.ts'
import type { Instant } from '#core/units/time.ts'

/** Customers who stood in one state (or were not there yet) and stand in another, of one group. */
export interface FlowRow {
  readonly from: number | null
  readonly to: number
  readonly grp: string | null
  readonly customers: number
  readonly heard: number
  readonly by_conduct: number
  /** Minor units, net, over twelve calendar months. */
  readonly value_before: number
  readonly value_now: number
}

/** How often customers of one group moved from one state to another. */
export interface MoveRow {
  readonly from: number | null
  readonly to: number
  readonly grp: string | null
  readonly moves: number
}

/** The first of the years that begin at `year_starts`. */
export const FIRST_YEAR = 1900

/** Two moments between which customers moved, and what value is looked at. */
export interface Between {
  readonly from: Instant
  readonly to: Instant
  /** The last of the twelve months that count as value, at each of the two dates; since 1970-01. */
  readonly value_from: number
  readonly value_to: number
  /** When each year from FIRST_YEAR on begins on the company's calendar: needed to split by cohort. */
  readonly year_starts: readonly Instant[]
}

/** What customers have one of each, besides where they stand. */
export const LABELS = ['channel', 'campaign', 'language'] as const
export type Label = (typeof LABELS)[number]
/** What maps can be told by on paths. */
export type PathsBy = 'unit' | 'cohort' | Label

/** Words, and of each of many the place of their own among them. */
export interface Words {
  readonly place: Uint32Array
  readonly names: readonly (string | null)[]
}

/** Where customers stood and what they spent, by column: a pass over a million of them takes a fiftieth of what it takes to read them. */
export interface Paths {
  /** Of each customer, the number that the store has them by: sixteen bytes, ascending. */
  readonly numbers: Uint8Array
  /** Of each customer, where their spans begin, in order of time, and their months; one place more says where the last one's end. */
  readonly spans: Uint32Array
  readonly months: Uint32Array
  /** Of each span, from when to before when it lasts. */
  readonly at: Float64Array
  readonly until: Float64Array
  /** Of each span, numbers packed into one (`PACKED`). */
  readonly stood: Uint16Array
  /** Of each span, its unit. */
  readonly unit: Words
  /** Of each customer. */
  readonly labels: Readonly<Record<Label, Words>>
  /** Months in which they spent anything, since 1970-01, ascending; and what they had paid in all by the end of each. */
  readonly month: Int16Array
  readonly paid: Float64Array
}

/** How a state, the one before it (0: none), the rule that told it and whether they are heard are one number of sixteen bits. */
export const PACKED = { state: 1, was: 16, rule: 256, heard: 16_384 } as const
export const stateIn = (stood: number): number => stood & 15
const wasIn = (stood: number): number => (stood >> 4) & 15
const ruleIn = (stood: number): number => (stood >> 8) & 63
export const heardIn = (stood: number): number => stood >> 14

const CONDUCT = ruleNumber('conduct')
const STATES = 16
const CELLS = STATES * STATES

/** What customers of one group and flow come to. */
const SUMS = 5
const [CUSTOMERS, HEARD, BY_CONDUCT, BEFORE, NOW] = [0, 1, 2, 3, 4] as const

/** What was counted on paths. */
export interface Counted {
  /** Net. */
  readonly flows: readonly FlowRow[]
  /** Every move after `from` and up to `to`: the gross of what happened between. By unit it is that of the time that it began; by cohort all are in one group. */
  readonly moves: readonly MoveRow[]
}

/**
 * Counts who moved between two moments, by unit, by what customers have one of, or by the year in which a history began.
 * @param chosen of each customer, whether they count (1) or not (0); null where all do
 */
export function countIn(paths: Paths, asked: Between, by: PathsBy, chosen: Uint8Array | null): Counted {
  const { spans, at, until, stood } = paths
  const { from, to, value_from, value_to } = asked
  const { names, place: group, isOfSpans } = groupsOf(paths, asked, by)
  const isCohort = by === 'cohort'
  const sums = new Float64Array(names.length * CELLS * SUMS)
  const moves = new Float64Array((isCohort ? 1 : names.length) * CELLS)
  for (let customer = 0; customer + 1 < spans.length; customer++) {
    if (chosen?.[customer] === 0) continue
    const first = spans[customer]!
    const end = spans[customer + 1]!
    let next = first
    while (next < end && at[next]! <= from) next++
    const was = next - 1
    for (; next < end && at[next]! <= to; next++) if (wasIn(stood[next]!) !== stateIn(stood[next]!)) moves[(isCohort ? 0 : group[isOfSpans ? next : customer]!) * CELLS + (stood[next]! & 255)]!++
    const now = next - 1
    if (now < first || until[now]! <= to) continue
    const before = was >= first && until[was]! > from ? stateIn(stood[was]!) : 0
    const is = stood[now]!
    const place = (group[isOfSpans ? now : customer]! * CELLS + before * STATES + stateIn(is)) * SUMS
    sums[place + CUSTOMERS]!++
    sums[place + HEARD]! += heardIn(is)
    if (ruleIn(is) === CONDUCT) sums[place + BY_CONDUCT]!++
    sums[place + BEFORE]! += paidInYear(paths, customer, value_from)
    sums[place + NOW]! += paidInYear(paths, customer, value_to)
  }
  return { flows: flowRows(sums, names), moves: moveRows(moves, isCohort ? [null] : names) }
}

/** Of more groups than this sums would take more memory than is meet. */
const MOST_GROUPS = 4096

/** Are they few enough groups to be counted at once? */
export const isCountable = ({ unit, labels }: Paths, by: PathsBy): boolean => by === 'cohort' || (by === 'unit' ? unit : labels[by]).names.length <= MOST_GROUPS

/** The groups, and which of them each customer is in; by unit, each of their spans. */
function groupsOf({ spans, at, unit, labels }: Paths, { year_starts }: Between, by: PathsBy): Words & { readonly isOfSpans: boolean } {
  if (by === 'unit') return { ...unit, isOfSpans: true }
  if (by !== 'cohort') return { ...labels[by], isOfSpans: false }
  const place = new Uint32Array(spans.length - 1)
  for (let customer = 0; customer < place.length; customer++) place[customer] = countUpTo(year_starts, at[spans[customer]!]!)
  return { names: Array.from({ length: year_starts.length + 1 }, (_, i) => String(FIRST_YEAR - 1 + i)), place, isOfSpans: false }
}

function flowRows(sums: Float64Array, names: readonly (string | null)[]): FlowRow[] {
  const rows: FlowRow[] = []
  for (let place = 0; place < sums.length; place += SUMS) {
    if (sums[place + CUSTOMERS] === 0) continue
    rows.push({ ...cellOf(place / SUMS, names), customers: sums[place + CUSTOMERS]!, heard: sums[place + HEARD]!, by_conduct: sums[place + BY_CONDUCT]!, value_before: sums[place + BEFORE]!, value_now: sums[place + NOW]! })
  }
  return rows
}

/** The flow and the group of a cell. */
const cellOf = (cell: number, names: readonly (string | null)[]): Pick<FlowRow, 'from' | 'to' | 'grp'> => ({ from: Math.floor((cell % CELLS) / STATES) || null, to: cell % STATES, grp: names[Math.floor(cell / CELLS)]! })

/** Rows of the same flow, from several slices, made into one. */
export function addedFlows(rows: readonly FlowRow[]): FlowRow[] {
  const sum = (same: readonly FlowRow[], of: keyof Omit<FlowRow, 'from' | 'to' | 'grp'>): number => same.reduce((total, row) => total + row[of], 0)
  return [...Map.groupBy(rows, ({ from, to, grp }) => JSON.stringify([from, to, grp])).values()].map((same) => ({
    ...(same[0] as FlowRow),
    customers: sum(same, 'customers'), heard: sum(same, 'heard'), by_conduct: sum(same, 'by_conduct'), value_before: sum(same, 'value_before'), value_now: sum(same, 'value_now'),
  }))
}

function moveRows(counts: Float64Array, names: readonly (string | null)[]): MoveRow[] {
  const rows: MoveRow[] = []
  for (let cell = 0; cell < counts.length; cell++) if (counts[cell]! > 0) rows.push({ ...cellOf(cell, names), moves: counts[cell]! })
  return rows
}

/** How many of some moments, in their order, are no later than one. */
export function countUpTo(moments: ArrayLike<Instant>, at: Instant): number {
  let low = 0
  let high = moments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (moments[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** What somebody paid in the twelve months that end with one. */
function paidInYear({ months, month, paid }: Paths, customer: number, last: number): number {
  const first = months[customer]!
  let i = months[customer + 1]! - 1
  while (i >= first && month[i]! > last) i--
  if (i < first) return 0
  const by = paid[i]!
  while (i >= first && month[i]! > last - 12) i--
  return i < first ? by : by - paid[i]!
}
