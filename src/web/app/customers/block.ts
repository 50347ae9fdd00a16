/**
 * A stretch of a long list that is loaded: rows in one piece, and where in the list they stand. Of a very long list nobody knows how many rows come
 * before a place in the middle: then the place is an estimate, and is put right as soon as the stretch reaches an end of the list.
 */
export interface Block<Row> {
  /** How many rows come before. */
  readonly start: number
  /** Is that counted, not estimated? */
  readonly counted: boolean
  readonly rows: readonly Row[]
  /** Cursors to what comes before and after; null at the ends of the list. */
  readonly previous: string | null
  readonly next: string | null
}

/** A list as far as it is known. */
export interface Known<Row> {
  readonly block: Block<Row>
  readonly total: number
  /** By how many rows everything has moved against where it was thought to be. */
  readonly shift: number
}

/** Puts a stretch where its ends say that it is: at the beginning, at the end, and never beyond either while there is more. */
function settled<Row>(block: Block<Row>, total: number): Known<Row> {
  const { rows, previous, next, start, counted } = block
  const length = rows.length
  if (previous === null) return { block: { ...block, start: 0, counted: true }, total: next === null ? length : Math.max(total, length + 1), shift: -start }
  if (next === null) {
    if (counted) return { block, total: start + length, shift: 0 }
    const end = Math.max(total, length + 1)
    return { block: { ...block, start: end - length }, total: end, shift: end - length - start }
  }
  const most = Math.max(total, length + 2)
  const place = counted ? start : Math.max(1, Math.min(start, most - length - 1))
  return { block: { ...block, start: place }, total: Math.max(most, place + length + 1), shift: place - start }
}

/** A stretch that was opened at a place. */
export const opened = <Row>(page: Pick<Block<Row>, 'rows' | 'previous' | 'next'>, start: number, counted: boolean, total: number): Known<Row> => settled({ ...page, start, counted }, total)

/** With what comes after it. */
export const followed = <Row>({ block, total }: Pick<Known<Row>, 'block' | 'total'>, page: Pick<Block<Row>, 'rows' | 'previous' | 'next'>): Known<Row> =>
  settled({ ...block, rows: [...block.rows, ...page.rows], next: page.next }, total)

/** With what comes before it. */
export const preceded = <Row>({ block, total }: Pick<Known<Row>, 'block' | 'total'>, page: Pick<Block<Row>, 'rows' | 'previous' | 'next'>): Known<Row> =>
  settled({ ...block, start: block.start - page.rows.length, rows: [...page.rows, ...block.rows], previous: page.previous }, total)

/** What to load so that these rows, and a few around them, are there; null where they are. */
export type Wanted = { readonly what: 'after' | 'before'; readonly cursor: string } | { readonly what: 'at'; readonly index: number }

const AHEAD = 40

/** @param first the first row in sight, @param last the last one */
export function wanted<Row>({ block, total }: Pick<Known<Row>, 'block' | 'total'>, first: number, last: number): Wanted | null {
  const end = block.start + block.rows.length
  const [low, high] = [Math.max(0, first), Math.min(total, last)]
  const isFar = low > end + AHEAD || high < block.start - AHEAD
  if (isFar) return { what: 'at', index: low }
  if (block.next !== null && high + AHEAD > end) return { what: 'after', cursor: block.next }
  if (block.previous !== null && low - AHEAD < block.start) return { what: 'before', cursor: block.previous }
  return null
}

/** So many of up to so many rows are counted by the server; beyond, the place of a share is an estimate. */
const COUNTED = 16_384

/** The query for a page that begins with a row, and whether it begins with that very one. @param fit how many rows are in sight: with the last of them in sight it is the last page */
export function placed(index: number, fit: number, total: number): { readonly at?: number; readonly counted: boolean } {
  if (index <= 0) return { counted: true }
  if (index + fit >= total - 1) return { at: 1, counted: false }
  // Half a row in, so that no rounding gets before it.
  return { at: Math.min(1, (index + 0.5) / total), counted: total <= COUNTED }
}
