import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { WorthAnswer } from '#contract/worth/worth.ts'
import type { Formats } from '#core/words/format.ts'
import { asked, type Query } from '../data/ask.ts'

/** What states and moves are worth to the customers that the map is of. */
export const worthAsked = (filter: Query) => ({ ...asked<WorthAnswer>('/v1/worth', filter), retry: false, staleTime: 60_000 })
export const useWorth = (filter: Query): UseQueryResult<WorthAnswer> => useQuery(worthAsked(filter))

/** Money with its sign, which no line breaks off. */
export const signed = (minor: number, formats: Formats): string => (minor === 0 ? formats.sum(0) : `${minor > 0 ? '+' : '−'}\u2060${formats.sum(Math.abs(minor))}`)
