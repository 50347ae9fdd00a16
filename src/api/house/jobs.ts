import * as z from 'zod'
import { askJob } from '#actions/house/jobs/ask-job.ts'
import { cancelJob } from '#actions/house/jobs/cancel-job.ts'
import { listJobs, showJob, type ShownJob } from '#actions/house/jobs/read-jobs.ts'
import type { Words } from '#core/words/index.ts'
import { askJobBody, jobAnswer, jobId, jobsAnswer, jobsQuery, type JobAnswer } from '#contract/house/job.ts'
import { yes, type Result } from '#contract/refusals.ts'
import { objectOf } from '#api/door/body.ts'
import { flawOf } from '#api/door/say.ts'
import { route } from '#api/route.ts'

/** A job in the words of whoever asks. */
export const jobIn = (words: Words, { refusal, ...job }: ShownJob): JobAnswer => ({ ...job, error: refusal && flawOf(words, refusal, null) })

const said = (words: Words, shown: Result<ShownJob>): Result<JobAnswer> => (shown.ok ? yes(jobIn(words, shown.value)) : shown)

export const jobs = route({
  method: 'GET',
  path: '/v1/jobs',
  access: 'operate',
  summary: 'List jobs',
  description: 'What is done in the background, the newest first: who asked for it and why, how far it has come, what came of it. What ended is known for 90 days.',
  query: jobsQuery,
  answer: jobsAnswer,
  refusals: ['query_invalid', 'query_unknown'],
  act: async ({ ctx, words, query }) => yes({ jobs: (await listJobs(ctx, query)).map((each) => jobIn(words, each)) }),
})

export const job = route({
  method: 'GET',
  path: '/v1/jobs/{id}',
  access: 'operate',
  summary: 'One job',
  params: jobId,
  query: z.strictObject({}),
  answer: jobAnswer,
  refusals: ['job_unknown', 'query_invalid', 'query_unknown'],
  act: async ({ ctx, words, params }) => said(words, await showJob(ctx, params.id)),
})

export const jobAsk = route({
  method: 'POST',
  path: '/v1/jobs',
  access: 'operate',
  summary: 'Ask for a job',
  description: 'Asks for a retelling: the model is learned anew and all histories are told again, while the map as it is is read on. One that waits already is not asked for twice.',
  query: z.strictObject({}),
  body: askJobBody,
  answer: jobAnswer,
  refusals: ['body_unreadable', 'body_too_large', 'media_type_unknown', 'field_missing', 'field_unknown', 'field_invalid'],
  async act({ ctx, words, body }) {
    const read = objectOf(body, askJobBody)
    return read.ok ? said(words, await showJob(ctx, await askJob(ctx, read.value.kind))) : read
  },
})

export const jobCancel = route({
  method: 'POST',
  path: '/v1/jobs/{id}/cancel',
  access: 'operate',
  summary: 'Cancel a job',
  description: 'A job that waits is cancelled; one that runs is asked to stop, which takes some seconds, and leaves everything as it was. There is no body.',
  params: jobId,
  query: z.strictObject({}),
  answer: jobAnswer,
  refusals: ['job_unknown', 'job_ended', 'job_needed', 'query_invalid', 'query_unknown'],
  act: async ({ ctx, words, params }) => said(words, await cancelJob(ctx, params.id)),
})
