import { useNavigate, useSearch } from '@tanstack/react-router'
import { ASKED, type Asked } from '#core/listening/asked.ts'
import type { Query } from '../data/ask.ts'
import { oneOf } from '../data/search.ts'
import { timeOf, type Time } from '../parts/period/time.ts'
import type { Search } from '../parts/filter/said.ts'

/** All that the address says of which answers are looked at. */
export interface Listening {
  readonly question: Asked
  readonly time: Time
  /** What the API is asked beside the question: which customers, which time. */
  readonly query: Query
  readonly set: (change: Search) => void
}

export function useListening(): Listening {
  const search: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const { question, ...query } = search
  return {
    question: ASKED.find((one) => one === oneOf(question)) ?? 'recommend',
    time: timeOf(search),
    query,
    set: (change) => void navigate({ to: '/answers', search: { ...search, ...change } as never, resetScroll: false }),
  }
}
