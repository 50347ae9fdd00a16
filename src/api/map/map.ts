import { readMap } from '#actions/map/read-map.ts'
import { mapAnswer, mapQuery } from '#contract/map/map.ts'
import { route } from '#api/route.ts'

export const map = route({
  method: 'GET',
  path: '/v1/map',
  access: 'map.read',
  summary: 'The map',
  description: 'Who stood where at one date and stands where at another, what they are worth, and how much of it rests on what evidence. Without dates: the last quarter, up to when the map has been told.',
  query: mapQuery,
  answer: mapAnswer,
  refusals: ['query_invalid', 'query_unknown', 'period_invalid', 'nothing_yet'],
  act: ({ ctx, query }) => readMap(ctx, query),
})
