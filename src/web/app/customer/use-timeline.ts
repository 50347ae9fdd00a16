import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Names } from '#contract/house/names.ts'
import type { TimelineAnswer } from '#contract/relationship/timeline.ts'
import { timelineAsked, type TimelineSearch } from './asked-customer.ts'
import { nameOfFact } from './timeline-items.ts'

/** As much of a timeline as was read so far. */
export interface ReadTimeline {
  readonly entries: TimelineAnswer['entries'] | undefined
  readonly names: Names
  /** The names of the facts that are there. */
  readonly facts: ReadonlySet<string>
  readonly hasEarlier: boolean
  readonly error: Error | null
  readonly isStale: boolean
  readonly isReadingEarlier: boolean
  readonly readEarlier: () => void
  readonly readAgain: () => void
}

/** @param limit how many entries at a time */
export function useTimeline(key: string, search: TimelineSearch, limit: number): ReadTimeline {
  const { data, error, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage, refetch } = useInfiniteQuery(timelineAsked(key, search, limit))
  const entries = useMemo(() => data?.pages.flatMap((page) => page.entries), [data])
  const names = useMemo(() => allNames(data?.pages ?? []), [data])
  const facts = useMemo(() => new Set(entries?.flatMap((entry) => (entry.what === 'fact' ? [nameOfFact(entry.fact)] : []))), [entries])
  return {
    entries, names, facts, error, hasEarlier: hasNextPage, isStale: isPlaceholderData, isReadingEarlier: isFetchingNextPage,
    readEarlier: () => void fetchNextPage(), readAgain: () => void refetch(),
  }
}

const allNames = (pages: readonly TimelineAnswer[]): Names => ({
  units: Object.assign({}, ...pages.map(({ names }) => names.units)) as Names['units'],
  people: Object.assign({}, ...pages.map(({ names }) => names.people)) as Names['people'],
  promises: Object.assign({}, ...pages.map(({ names }) => names.promises)) as Names['promises'],
})
