import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { MapAnswer } from '#contract/map/map.ts'
import { asked } from '../data/ask.ts'
import type { View } from './view.ts'

/** The map that is looked at. */
export const useMap = ({ filter, time }: View): UseQueryResult<MapAnswer> => useQuery(asked<MapAnswer>('/v1/map', { ...filter, ...time }))

/** The same of the time it is compared with; null where it is not compared, or not read yet. */
export function useCompared(map: MapAnswer | undefined, { compare, filter, time }: View): MapAnswer | null {
  const isAsked = compare !== null && map !== undefined && map.customers.before > 0
  const query = useQuery({ ...asked<MapAnswer>('/v1/map', { ...filter, ...time, compared: compare ?? undefined }), enabled: isAsked, placeholderData: undefined })
  return isAsked ? (query.data ?? null) : null
}
