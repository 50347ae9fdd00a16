import { keepPreviousData, QueryClient } from '@tanstack/react-query'
import { oldestOf } from './as-of.ts'
import { pathOfKey } from './ask.ts'
import { Problem } from './problem.ts'

/** What was refused will be refused again; what got no answer may get one. */
const isWorthATry = (count: number, error: unknown): boolean => count < 2 && error instanceof Problem && (error.status === 0 || error.status === 503)

/** What is old is mostly being drawn anew by the time it is seen. */
const NEWER_MS = 20_000

/** Old data stays while new data loads; what was read is good for a while, and read again when the window is looked at again. */
export const client = new QueryClient({
  defaultOptions: { queries: { staleTime: 15_000, gcTime: 10 * 60_000, retry: isWorthATry, placeholderData: keepPreviousData, throwOnError: false, refetchInterval: ({ queryKey }) => oldestOf([pathOfKey(queryKey)], Date.now()) !== null && NEWER_MS } },
})
