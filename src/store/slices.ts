/** A part of all customers, by their numbers: from one on, up to but not with another; null where there is no border. */
export interface Slice {
  readonly from: string | null
  readonly to: string | null
  /** Of these, these few alone. */
  readonly few?: readonly string[]
}

/** Into how many slices customers are cut so that one of them has no more than about so many; a power of two, up to 256. */
export const partsFor = (customers: number, most: number): number => Math.min(256, 2 ** Math.max(0, Math.ceil(Math.log2(customers / most))))

/** All customers in slices of equal width. Numbers are hashes, so the slices are of equal size. @param count a power of two, up to 256 */
export function slicesOf(count: number): Slice[] {
  const border = (i: number): string | null => (i === 0 || i === count ? null : `${((256 / count) * i).toString(16).padStart(2, '0')}000000-0000-0000-0000-000000000000`)
  return Array.from({ length: count }, (_, i) => ({ from: border(i), to: border(i + 1) }))
}

/** What holds for the customers of a slice, as SQL over the column that has their number. */
export const within = (column: string, { from, to, few }: Slice): string =>
  [...(from === null ? [] : [`${column} >= '${from}'`]), ...(to === null ? [] : [`${column} < '${to}'`]), ...(few ? [`${column} = any('{${few.join(',')}}'::uuid[])`] : [])].join(' and ') || 'true'

export const EVERYBODY: Slice = { from: null, to: null }
