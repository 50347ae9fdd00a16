/** A part of all customers, by their numbers: from one on, up to but not with another; null where there is no border. */
export interface Slice {
  readonly from: string | null
  readonly to: string | null
}

/** All customers in slices of equal width. Numbers are hashes, so the slices are of equal size. @param count a power of two, up to 256 */
export function slicesOf(count: number): Slice[] {
  const border = (i: number): string | null => (i === 0 || i === count ? null : `${((256 / count) * i).toString(16).padStart(2, '0')}000000-0000-0000-0000-000000000000`)
  return Array.from({ length: count }, (_, i) => ({ from: border(i), to: border(i + 1) }))
}

/** What holds for the customers of a slice, as SQL over the column that has their number. */
export const within = (column: string, { from, to }: Slice): string =>
  [...(from === null ? [] : [`${column} >= '${from}'`]), ...(to === null ? [] : [`${column} < '${to}'`])].join(' and ') || 'true'

export const EVERYBODY: Slice = { from: null, to: null }
