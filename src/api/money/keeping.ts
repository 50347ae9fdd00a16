import * as z from 'zod'
import { readKeeping } from '#actions/money/read-keeping.ts'
import { keepingAnswer } from '#contract/money/keeping.ts'
import { route } from '#api/route.ts'

export const keeping = route({
  method: 'GET',
  path: '/v1/keeping',
  access: 'settings.read',
  summary: 'What winning and keeping customers costs',
  description: 'Cost to win by channel against cost to keep, with intervals and how soon a newcomer pays back; the worth of those whom others send, net of rewards; what the bond is paid; and what the lost customers cost to replace. What is missing to tell it is said.',
  query: z.strictObject({}),
  answer: keepingAnswer,
  refusals: ['query_unknown', 'nothing_yet'],
  act: ({ ctx }) => readKeeping(ctx),
})
