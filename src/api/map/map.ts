import { readDrivers } from '#actions/map/read-drivers.ts'
import { readMap } from '#actions/map/read-map.ts'
import { readSeries } from '#actions/map/read-series.ts'
import { driversAnswer, driversQuery } from '#contract/map/drivers.ts'
import { mapAnswer, mapQuery } from '#contract/map/map.ts'
import { seriesAnswer, seriesQuery } from '#contract/map/series.ts'
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

export const mapSeries = route({
  method: 'GET',
  path: '/v1/map/series',
  access: 'map.read',
  summary: 'The map, month by month',
  description: 'How many stood in each state, and what they were worth, at both ends of a period and at the end of every month between. Each date is as the map of that date has it.',
  query: seriesQuery,
  answer: seriesAnswer,
  refusals: ['query_invalid', 'query_unknown', 'period_invalid'],
  act: ({ ctx, query }) => readSeries(ctx, query),
})

export const drivers = route({
  method: 'GET',
  path: '/v1/drivers',
  access: 'map.read',
  summary: 'Why they moved',
  description: 'For each kind of fact: how many times as often customers went from one state to another on the days after it as on all other days, and how many of the moves had it before them. An association: what goes before a move need not be what makes it.',
  query: driversQuery,
  answer: driversAnswer,
  refusals: ['query_invalid', 'query_unknown', 'period_invalid'],
  act: ({ ctx, query }) => readDrivers(ctx, query),
})
