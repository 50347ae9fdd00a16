import * as z from 'zod'
import { changeLearning } from '#actions/relationship/model/change-learning.ts'
import { readModelGroups } from '#actions/relationship/model/read-groups.ts'
import { readModel } from '#actions/relationship/model/read-model.ts'
import { learningChange, modelAnswer } from '#contract/relationship/model.ts'
import { modelGroupsAnswer, modelGroupsQuery } from '#contract/relationship/model-groups.ts'
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

export const modelGroups = route({
  method: 'GET',
  path: '/v1/model/groups',
  access: 'settings.read',
  summary: 'How customers of each unit or year of joining stay',
  description: 'The model in use, fitted to each group by itself where enough of them came back, and whether groups differ by more than chance. The map’s own chances go by the model of all.',
  query: modelGroupsQuery,
  answer: modelGroupsAnswer,
  refusals: ['query_unknown', 'query_invalid'],
  act: async ({ ctx, query }) => yes(await readModelGroups(ctx, query.by)),
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
