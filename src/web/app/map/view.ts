import { useNavigate, useSearch } from '@tanstack/react-router'
import { COMPARISONS, type Comparison } from '#core/map/compare.ts'
import type { Query } from '../data/ask.ts'
import { oneOf } from '../data/search.ts'
import type { Search } from '../parts/filter/said.ts'
import { timeOf, TIMES, type Time } from '../parts/period/time.ts'

/** Ways to look at the map. */
export const LOOKS = ['ladder', 'two_dates', 'by_state', 'table'] as const
export type Look = (typeof LOOKS)[number]

/** How many days before a move are looked at. */
export const WINDOWS = [7, 14, 30, 60, 90, 180] as const
const USUAL_WINDOW = 30

/** Words of this screen alone; all others of its address are the API's, and are handed on as they are. */
const OWN = ['look', 'flow', 'by', 'compare', 'window'] as const
/** All that the address says of how the map is looked at. */
export interface View {
  readonly look: Look
  /** The flow that is chosen, as `satisfied>disappointed`; null where nobody chose. */
  readonly flow: string | null
  /** What the map is split by. */
  readonly by: string | null
  readonly compare: Comparison | null
  readonly window: number
  /** Which customers. */
  readonly filter: Query
  /** Which time. */
  readonly time: Time
}

const among = <T extends string>(all: readonly T[], value: string | undefined): T | null => all.find((one) => one === value) ?? null

const without = (search: Search, names: readonly string[]): Search => Object.fromEntries(Object.entries(search).filter(([name]) => !names.includes(name)))

/** Reads an address; what it does not say is as usual. */
export function viewOf(search: Search): View {
  const window = Number(oneOf(search['window']))
  return {
    look: among(LOOKS, oneOf(search['look'])) ?? 'ladder',
    flow: oneOf(search['flow']) ?? null,
    by: oneOf(search['by']) ?? null,
    compare: among(COMPARISONS, oneOf(search['compare'])),
    window: (WINDOWS as readonly number[]).includes(window) ? window : USUAL_WINDOW,
    filter: without(search, [...OWN, ...TIMES]),
    time: timeOf(search),
  }
}

export interface Looking extends View {
  /** Changes what is looked at; undefined takes a word away. What changes what is seen can be gone back from, a mere choice cannot. */
  readonly set: (change: Search, options?: { readonly replace?: boolean }) => void
  /** Other customers; the time and the way to look stay. */
  readonly setFilter: (filter: Search) => void
}

/** How the map is looked at, as the address has it. */
export function useView(): Looking {
  const search: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const go = (next: Search, replace: boolean): void => void navigate({ to: '/map', search: next as never, replace, resetScroll: false })
  const view = viewOf(search)
  return {
    ...view,
    set: (change, { replace = false } = {}) => go({ ...search, ...change }, replace),
    setFilter: (filter) => go({ ...without(search, Object.keys(view.filter)), ...filter }, false),
  }
}
