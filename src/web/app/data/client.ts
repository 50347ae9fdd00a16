import { keepPreviousData, QueryClient } from '@tanstack/react-query'
import { Problem } from './problem.ts'

/** What was refused will be refused again; what got no answer may get one. */
const isWorthATry = (count: number, error: unknown): boolean => count < 2 && error instanceof Problem && (error.status === 0 || error.status === 503)

/** Old data stays while new data loads; what was read is good for a while, and read again when the window is looked at again. */
export const client = new QueryClient({
  defaultOptions: { queries: { staleTime: 15_000, gcTime: 10 * 60_000, retry: isWorthATry, placeholderData: keepPreviousData, throwOnError: false } },
})
