import type { Grouping } from '#store/map/flows.ts'
import type { CustomerFilter } from '#store/relationship/filter.ts'

/** What everybody is in one of: where one of these chooses customers, everybody is looked at, split by it. */
const SPLITS = [['unit', 'units'], ['channel', 'channel'], ['language', 'language']] as const

/** How customers are looked at once for all who choose among the same groups. */
export interface Split {
  readonly group: Grouping
  /** Who is looked at. */
  readonly filter: CustomerFilter
  /** Which groups were asked for; null where all. */
  readonly only: ReadonlySet<string> | null
}

/**
 * A map of one unit is part of the map of all by unit. So they are not looked at each for itself: who asks for another unit, or may see one alone, has what was drawn for whoever asked first.
 * @param group what the map is to be told by; null where by nothing
 */
export function splitOf(filter: CustomerFilter, group: Grouping | null): Split {
  const found = group ? SPLITS.find(([by]) => by === group.by) : (SPLITS.find(([, name]) => filter[name]) ?? SPLITS[0])
  if (!found) return { group: group!, filter, only: null }
  const [by, name] = found
  const { [name]: chosen, ...rest } = filter
  return { group: { by }, filter: rest, only: chosen ? new Set(chosen) : null }
}
