import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { DistributionsAnswer } from '#contract/map/distributions.ts'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import type { TimelineAnswer } from '#contract/relationship/timeline.ts'
import { asked, get } from '../data/ask.ts'

export const customerPath = (key: string, rest = ''): string => `/v1/customers/${encodeURIComponent(key)}${rest}`

/** One customer. Their history comes apart, in pages; whom one looked at before is never shown in the place of another. */
export const customerAsked = (key: string) => queryOptions({ ...asked<CustomerAnswer>(customerPath(key), { limit: 1 }), placeholderData: () => undefined })

/** Which part of a timeline is looked at, in the words of the API. */
export interface TimelineSearch {
  readonly kind: readonly string[]
  readonly to: string | undefined
}

/** @param limit entries a page */
export const timelineAsked = (key: string, { kind, to }: TimelineSearch, limit: number) => {
  const path = customerPath(key, '/timeline')
  return infiniteQueryOptions({
    queryKey: [path, { kind, to, limit }] as const,
    queryFn: ({ pageParam, signal }) => get<TimelineAnswer>(path, { kind, to, limit, before: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
}

export const distributionsAsked = queryOptions({ ...asked<DistributionsAnswer>('/v1/distributions'), staleTime: 5 * 60_000 })

/** After something about a customer was changed, all that is shown of customers is read again: what begins like this. */
export const CUSTOMERS = ['/v1/customers'] as const
