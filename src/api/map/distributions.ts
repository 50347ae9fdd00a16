import { readDistributions } from '#actions/map/read-distributions.ts'
import { distributionsAnswer, distributionsQuery } from '#contract/map/distributions.ts'
import { route } from '#api/route.ts'

export const distributions = route({
  method: 'GET',
  path: '/v1/distributions',
  access: 'map.read',
  summary: 'How customers lie in their figures',
  description: 'For stay, say, pay, heart and value: how many customers are in each of some equally wide bars, as of when each was last told. Of many customers a random sample is asked, and the answer says so.',
  query: distributionsQuery,
  answer: distributionsAnswer,
  refusals: ['query_invalid', 'query_unknown'],
  act: ({ ctx, query }) => readDistributions(ctx, query),
})
