import type { ListQuery } from '#store/relationship/list-query.ts'
import type { Ranked } from '#store/relationship/rank.ts'

/** The figures of some customers: of all so many, those that are known, the least first. */
export interface Figures {
  readonly all: number
  readonly known: readonly number[]
}

/** What stands at a share of a list by these figures; null where there are none. */
export function rankOf({ all, known }: Figures, share: number, descending: boolean): Omit<Ranked, 'customer'> | null {
  if (all === 0) return null
  const place = Math.min(all - 1, Math.floor(share * all))
  const value = known[descending ? known.length - 1 - place : place]
  if (value === undefined) return { value: null, all, before: known.length, same: all - known.length }
  const [below, upTo] = [countBelow(known, value, false), countBelow(known, value, true)]
  return { value, all, before: descending ? known.length - upTo : below, same: upTo - below }
}

/** The so manieth figure from where a list goes on; undefined where there are fewer. Whoever has the same figure as the place it goes on from is taken to lie evenly around it: numbers of customers are hashes. */
export function nthBeyond({ known }: Figures, { from, descending, backwards }: Pick<ListQuery, 'from' | 'descending' | 'backwards'>, nth: number): number | undefined {
  const down = descending !== backwards
  if (from === null) return known[down ? known.length - nth : nth - 1]
  const value = from.value as number
  const [below, upTo] = [countBelow(known, value, false), countBelow(known, value, true)]
  const into = Number.parseInt(from.customer.slice(0, 8), 16) / 2 ** 32
  if ((upTo - below) * (down ? into : 1 - into) >= nth) return value
  return known[down ? below - nth : upTo + nth - 1]
}

/** How many of some figures, the least of which is first, are below one, or up to it. */
function countBelow(known: readonly number[], figure: number, orSame: boolean): number {
  let [low, high] = [0, known.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const one = known[middle] as number
    if (one < figure || (orSame && one === figure)) low = middle + 1
    else high = middle
  }
  return low
}
