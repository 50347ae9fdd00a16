import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { WorthAnswer } from '#contract/worth/worth.ts'
import type { Formats } from '#core/words/format.ts'
import { asked } from '../data/ask.ts'
import { useMay } from '../data/me.ts'

/** What states and moves are worth, over all customers. Asked only by those who may know. */
export function useWorth(): UseQueryResult<WorthAnswer> {
  const may = useMay()
  return useQuery({ ...asked<WorthAnswer>('/v1/worth'), enabled: may('settings.read'), retry: false, staleTime: 60_000 })
}

/** Money with its sign. */
export const signed = (minor: number, formats: Formats): string => (minor === 0 ? formats.sum(0) : `${minor > 0 ? '+' : '−'}${formats.sum(Math.abs(minor))}`)
