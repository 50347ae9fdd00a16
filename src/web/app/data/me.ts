import { useSuspenseQuery } from '@tanstack/react-query'
import type { MeAnswer } from '#contract/house/people.ts'
import type { Right } from '#core/house/rights.ts'
import { asked } from './ask.ts'

export const meAsked = asked<MeAnswer>('/v1/me')

/** Who is signed in, what they may do, and for which company. */
export const useMe = (): MeAnswer => useSuspenseQuery({ ...meAsked, staleTime: 60_000 }).data

/** May they? The server refuses anyway; a screen does not offer what would be refused. */
export const useMay = (): ((right: Right) => boolean) => {
  const { rights } = useMe()
  return (right) => rights.includes(right)
}
