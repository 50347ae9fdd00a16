import * as z from 'zod'
import { changeLearning } from '#actions/relationship/model/change-learning.ts'
import { readModel } from '#actions/relationship/model/read-model.ts'
import { learningChange, modelAnswer } from '#contract/relationship/model.ts'
import { yes } from '#contract/refusals.ts'
import { objectOf, READING_ONE } from '#api/door/body.ts'
import { route } from '#api/route.ts'

export const model = route({
  method: 'GET',
  path: '/v1/model',
  access: 'settings.read',
  summary: 'How chances are foretold',
  description: 'The model that the map is told under: when it was learned, from what and from whom; which model of staying foretells who comes back, with its parameters, and how it did against the others on the company’s own past; when it is learned anew.',
  query: z.strictObject({}),
  answer: modelAnswer,
  refusals: ['query_unknown'],
  act: async ({ ctx }) => yes(await readModel(ctx)),
})

export const modelChange = route({
  method: 'PATCH',
  path: '/v1/model',
  access: 'settings.change',
  summary: 'Say how often the model is learned anew',
  description: 'Weekly, in the night to Monday; monthly, in that to the first; or not by itself. Where there are no new facts there is nothing to learn.',
  query: z.strictObject({}),
  body: learningChange,
  answer: modelAnswer,
  refusals: [...READING_ONE],
  async act({ ctx, body }) {
    const change = objectOf(body, learningChange)
    if (!change.ok) return change
    await changeLearning(ctx, change.value)
    return yes(await readModel(ctx))
  },
})
