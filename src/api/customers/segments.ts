import * as z from 'zod'
import { readChoicesOf } from '#actions/customers/choices.ts'
import { changeSegment, listSegments, makeSegment, removeSegment } from '#actions/customers/segments.ts'
import { choicesAnswer } from '#contract/customers/choices.ts'
import { segmentAnswer, segmentBody, segmentChanges, segmentGone, segmentId, segmentsAnswer } from '#contract/customers/segment.ts'
import { yes } from '#contract/refusals.ts'
import { objectOf, READING_ONE } from '#api/door/body.ts'
import { route, type Route } from '#api/route.ts'

const segments = route({
  method: 'GET',
  path: '/v1/segments',
  access: 'customers.read',
  summary: 'List segments',
  description: 'Filters that were saved under a name: one’s own, and those that are shared.',
  query: z.strictObject({}),
  answer: segmentsAnswer,
  refusals: ['query_unknown'],
  act: async ({ ctx, caller }) => yes(await listSegments(ctx, caller.rights)),
})

const segmentMake = route({
  method: 'POST',
  path: '/v1/segments',
  access: 'customers.read',
  summary: 'Save a segment',
  description: 'Saves a filter under a name. It keeps the filter and nobody: who is in it is found whenever it is asked for, and everybody sees of it whom they reach.',
  query: z.strictObject({}),
  body: segmentBody,
  answer: segmentAnswer,
  refusals: [...READING_ONE, 'segment_exists', 'period_invalid'],
  async act({ ctx, caller, body }) {
    const read = objectOf(body, segmentBody)
    return read.ok ? makeSegment(ctx, caller.rights, read.value) : read
  },
})

const segmentChange = route({
  method: 'PATCH',
  path: '/v1/segments/{id}',
  access: 'customers.read',
  summary: 'Change a segment',
  description: 'Calls it something else, shares it or takes it back, or has it choose others. One’s own; those that are shared by others are changed by owners.',
  params: segmentId,
  query: z.strictObject({}),
  body: segmentChanges,
  answer: segmentAnswer,
  refusals: [...READING_ONE, 'query_invalid', 'segment_unknown', 'segment_foreign', 'segment_exists', 'period_invalid'],
  async act({ ctx, caller, params, body }) {
    const read = objectOf(body, segmentChanges)
    return read.ok ? changeSegment(ctx, caller.rights, params.id, read.value) : read
  },
})

const segmentRemove = route({
  method: 'DELETE',
  path: '/v1/segments/{id}',
  access: 'customers.read',
  summary: 'Remove a segment',
  description: 'Nothing changes for the customers in it.',
  params: segmentId,
  query: z.strictObject({}),
  answer: segmentGone,
  refusals: ['query_invalid', 'segment_unknown', 'segment_foreign'],
  act: ({ ctx, caller, params }) => removeSegment(ctx, caller.rights, params.id),
})

const choices = route({
  method: 'GET',
  path: '/v1/choices',
  access: 'customers.read',
  summary: 'What there is to choose by',
  description: 'The units that whoever asks reaches, and what their customers have of channels, campaigns, languages and attributes: what a filter can be put together from.',
  query: z.strictObject({}),
  answer: choicesAnswer,
  refusals: ['query_unknown'],
  act: async ({ ctx }) => yes(await readChoicesOf(ctx)),
})

export const choosingRoutes: readonly Route[] = [choices, segments, segmentMake, segmentChange, segmentRemove]
