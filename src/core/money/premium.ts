import type { State } from '#core/relationship/state.ts'
import { NORMAL_95 } from '#stats/proportions.ts'
import type { Between } from './win-keep.ts'

/** What customers paid of the list price while they stood in a state: sums over customers, and of squares and the product. */
export interface PaidOfList {
  readonly state: State
  readonly customers: number
  readonly paid: number
  readonly list: number
  readonly paid_squares: number
  readonly list_squares: number
  readonly products: number
}

/** A share of list price, and of how many customers it is. */
export interface ShareOfList extends Between {
  readonly customers: number
}

/** Of fewer customers no share is told. */
export const FEWEST_PAYING = 30

const sum = (rows: readonly PaidOfList[], of: (row: PaidOfList) => number): number => rows.reduce((total, row) => total + of(row), 0)

/** Paid over list, and its error as of customers: a ratio of sums (Cochran 1977, §6.4). */
function ratio(rows: readonly PaidOfList[]): { value: number; error: number; customers: number } | null {
  const [n, paid, list] = [sum(rows, (row) => row.customers), sum(rows, (row) => row.paid), sum(rows, (row) => row.list)]
  if (n < FEWEST_PAYING || list <= 0) return null
  const value = paid / list
  const squares = Math.max(0, sum(rows, (row) => row.paid_squares - 2 * value * row.products + value * value * row.list_squares))
  return { value, error: (Math.sqrt((n / (n - 1)) * squares)) / list, customers: n }
}

const between = ({ value, error }: { readonly value: number; readonly error: number }): Between => ({ value, low: value - NORMAL_95 * error, high: value + NORMAL_95 * error })

/** The share of list price that was paid in a state; null of too few customers. */
export function shareIn(rows: readonly PaidOfList[], states: readonly State[]): ShareOfList | null {
  const found = ratio(rows.filter(({ state }) => states.includes(state)))
  return found && { ...between(found), customers: found.customers }
}

/** By how much the loyal and the devoted pay more of the list price than the satisfied do; null of too few on either side. Both are taken to be other people: where some are the same, the interval is too wide rather than too narrow. */
export function premiumOf(rows: readonly PaidOfList[]): Between | null {
  const [tied, satisfied] = [ratio(rows.filter(({ state }) => state === 'loyal' || state === 'devoted')), ratio(rows.filter(({ state }) => state === 'satisfied'))]
  return tied && satisfied && between({ value: tied.value - satisfied.value, error: Math.hypot(tied.error, satisfied.error) })
}
