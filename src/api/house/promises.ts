import * as z from 'zod'
import { addPromise, changePromise, listPromises } from '#actions/house/promises/change-promise.ts'
import { removePromise } from '#actions/house/promises/remove-promise.ts'
import { promiseAnswer, promiseBody, promiseChanges, promisePath, promisesAnswer } from '#contract/house/promise.ts'
import { yes } from '#contract/refusals.ts'
import { objectOf, READING_ONE } from '#api/door/body.ts'
import { route } from '#api/route.ts'

const path = '/v1/promises/{key}'
const query = z.strictObject({})

export const promises = route({
  // What a company stands for is for everybody who works there to know; whoever keeps or breaks a promise has to name it.
  method: 'GET', path: '/v1/promises', access: 'known', query, answer: promisesAnswer, refusals: [],
  summary: 'List promises',
  description: 'What the company stands for, each promise tied to one of the four expectations of loyal customers.',
  act: async ({ ctx }) => yes(await listPromises(ctx)),
})

export const promiseAdd = route({
  method: 'POST', path: '/v1/promises', access: 'settings.change', query, body: promiseBody, answer: promiseAnswer,
  refusals: [...READING_ONE, 'promise_exists'],
  summary: 'Add a promise',
  async act({ ctx, body }) {
    const read = objectOf(body, promiseBody)
    return read.ok ? addPromise(ctx, read.value) : read
  },
})

export const promiseChange = route({
  method: 'PATCH', path, access: 'settings.change', params: promisePath, query, body: promiseChanges, answer: promiseAnswer,
  refusals: [...READING_ONE, 'promise_unknown'],
  summary: 'Change a promise',
  async act({ ctx, params, body }) {
    const read = objectOf(body, promiseChanges)
    return read.ok ? changePromise(ctx, params.key, read.value) : read
  },
})

export const promiseRemove = route({
  method: 'DELETE', path, access: 'settings.change', params: promisePath, query, answer: z.object({ key: z.string() }),
  refusals: ['promise_unknown', 'promise_in_use'],
  summary: 'Remove a promise',
  description: 'Only one that was never kept or broken to anybody.',
  act: ({ ctx, params }) => removePromise(ctx, params.key),
})
