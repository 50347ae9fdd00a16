import { readWorth } from '#actions/worth/read-worth.ts'
import { worthAnswer, worthQuery } from '#contract/worth/worth.ts'
import { route } from '#api/route.ts'

export const worth = route({
  method: 'GET',
  path: '/v1/worth',
  access: 'map.read',
  summary: 'What states and moves are worth',
  description: 'From how customers moved from month to month and what they paid: the expected discounted margin of somebody in each state over some years, what each move makes of it, how long they stay there, and the chance of ever becoming devoted. Each with its 95 % interval. Of some customers, by the words that choose them, it is drawn towards that of all as far as they look alike.',
  query: worthQuery,
  answer: worthAnswer,
  refusals: ['query_invalid', 'query_unknown', 'nothing_yet', 'segment_unknown', 'worth_too_short', 'worth_unpaid', 'worth_too_few', 'worth_hindsight'],
  act: ({ ctx, query }) => readWorth(ctx, query),
})
