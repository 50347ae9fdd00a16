import type { StoredFact } from '#core/history/stored.ts'
import { kindNumber } from '#core/history/kinds.ts'
import { tellHistory } from '#actions/relationship/replay.ts'
import { spanRows, spendRows, standingRow } from '#actions/relationship/rows.ts'
import { unpackMemory, type PackedMemory } from '#core/relationship/packed.ts'
import type { TellingRules } from '#core/relationship/telling-rules.ts'
import { isoMonth } from '#core/units/zone.ts'
import type { KeptStanding } from '#store/house/doctor/told.ts'
import type { SpanRow, SpendRow } from '#store/relationship/rows.ts'

/** What is kept of one customer, and what it should follow from. */
export interface KeptCustomer {
  readonly facts: readonly StoredFact[]
  readonly home: string | null
  readonly standing: KeptStanding
  readonly spans: readonly SpanRow[]
  /** Without months where they never spent anything. */
  readonly spend: SpendRow
}

/** In what the kept differs from the replayed, by name of column; empty where it does not. */
export interface Differences {
  readonly standing: readonly string[]
  readonly spans: readonly string[]
  readonly months: readonly string[]
  readonly sums: readonly string[]
}

/**
 * Replays one history up to the moment up to which it was told, and holds every column of what is kept against what comes of it, the memory to
 * the bit. When each customer was last told differs (whom nothing is due for is not told on), so the kept moment is taken for given: that it lies late
 * enough is another check. The sums are counted here a second time, without the fold.
 */
export function compareCustomer(kept: KeptCustomer, rules: TellingRules): Differences {
  const { facts, home, standing } = kept
  const told = tellHistory(facts, home, standing.told_at, rules)
  const { memory, ...expected } = standingRow(standing.customer, standing.seq, told.memory, rules)
  const { memory: text, ...found } = standing
  return {
    standing: [...differing(expected, found), ...(JSON.stringify(memory) === JSON.stringify(unpackMemory(JSON.parse(text) as PackedMemory)) ? [] : ['memory'])],
    spans: differingRows(spanRows(standing.customer, told.changes, 0), kept.spans, (row) => String(row.n)),
    months: differingRows(spendRows(standing.customer, told.months).flatMap(monthsOf), monthsOf(kept.spend), ({ month }) => (month === undefined ? 'month' : isoMonth(month))),
    sums: differingSums(kept, memory.facts),
  }
}

/** What had been paid by the end of each month; where there are more sums than months, of none. */
const monthsOf = ({ months, paid }: SpendRow): { month: number | undefined; paid: number | undefined }[] =>
  Array.from({ length: Math.max(months.length, paid.length) }, (_, i) => ({ month: months[i], paid: paid[i] }))

/** The names of the columns that differ. A `real` that was rounded comes back as it went in. */
function differing(expected: object, found: object): string[] {
  return Object.entries(expected).flatMap(([name, value]) => (Object.is(value, (found as Record<string, unknown>)[name]) || value === (found as Record<string, unknown>)[name] ? [] : [name]))
}

function differingRows<Row extends object>(expected: readonly Row[], found: readonly Row[], name: (row: Row) => string): string[] {
  const names = expected.flatMap((row, i) => {
    const other = found[i]
    return other === undefined ? [name(row)] : differing(row, other).map((column) => `${name(row)}.${column}`)
  })
  return [...names, ...found.slice(expected.length).map(name)]
}

const PURCHASE = kindNumber('purchase')
const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0)

function differingSums({ facts, standing, spend }: KeptCustomer, remembered: number): string[] {
  const paid = sum(facts, (fact) => fact.paid ?? 0)
  const orders = facts.filter((fact) => fact.kind === PURCHASE).length
  return [
    ...(remembered === facts.length ? [] : ['facts']),
    ...(standing.paid === paid && (spend.paid.at(-1) ?? 0) === paid ? [] : ['paid']),
    ...(standing.orders === orders ? [] : ['orders']),
  ]
}
