import * as z from 'zod'
import { askJob } from '#actions/house/jobs/ask-job.ts'
import { showJob } from '#actions/house/jobs/read-jobs.ts'
import { readProof } from '#actions/proof/read-proof.ts'
import { jobAnswer } from '#contract/house/job.ts'
import { proofAnswer, proveBody } from '#contract/proof/proof.ts'
import { yes } from '#contract/refusals.ts'
import { objectOf, READING_ONE } from '#api/door/body.ts'
import { jobIn } from '#api/house/jobs.ts'
import { route } from '#api/route.ts'

export const proof = route({
  method: 'GET',
  path: '/v1/proof',
  access: 'settings.read',
  summary: 'The proof of the map',
  description: 'The newest test of the map on the company’s own data: what was known at a moment of the past is told, and held against what customers did in the time after. Rates by state, steps between them plain and at equal conduct, calibration, what the map and the heart add to conduct, what moving a threshold changes, and a verdict on each claim.',
  query: z.strictObject({}),
  answer: proofAnswer,
  refusals: ['query_unknown'],
  act: async ({ ctx }) => yes(await readProof(ctx)),
})

export const proveAsk = route({
  method: 'POST',
  path: '/v1/proof',
  access: 'operate',
  summary: 'Hold the map against what happened',
  description: 'Asks for the test as a job. One that waits already is not asked for twice.',
  query: z.strictObject({}),
  body: proveBody,
  answer: jobAnswer,
  refusals: [...READING_ONE],
  async act({ ctx, words, body }) {
    const read = objectOf(body, proveBody)
    if (!read.ok) return read
    const { cut, sample } = read.value
    const shown = await showJob(ctx, await askJob(ctx, 'prove', { sample, ...(cut !== undefined && { cut }) }))
    return shown.ok ? yes(jobIn(words, shown.value)) : shown
  },
})
