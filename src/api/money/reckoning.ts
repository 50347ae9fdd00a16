import * as z from 'zod'
import { changeReckoning, showReckoning } from '#actions/money/reckoning.ts'
import { reckoningAnswer, reckoningChanges } from '#contract/money/reckoning.ts'
import { yes } from '#contract/refusals.ts'
import { objectOf, READING_ONE } from '#api/door/body.ts'
import { route } from '#api/route.ts'

export const reckoning = route({
  method: 'GET',
  path: '/v1/reckoning',
  access: 'settings.read',
  summary: 'How money to come is reckoned',
  description: 'The margin, the discount and the years that worth and lifetime value go by.',
  query: z.strictObject({}),
  answer: reckoningAnswer,
  refusals: ['query_unknown'],
  act: async ({ ctx }) => yes(await showReckoning(ctx)),
})

export const reckoningChange = route({
  method: 'PATCH',
  path: '/v1/reckoning',
  access: 'settings.change',
  summary: 'Say how money to come is reckoned',
  description: 'What is left out stays. Every figure of worth and lifetime value goes by it from then on.',
  query: z.strictObject({}),
  body: reckoningChanges,
  answer: reckoningAnswer,
  refusals: [...READING_ONE],
  async act({ ctx, body }) {
    const changes = objectOf(body, reckoningChanges)
    return changes.ok ? yes(await changeReckoning(ctx, changes.value)) : changes
  },
})
