import * as z from 'zod'
import { flaw } from './problem.ts'

/** What is done in the background. A kind's place in this list is the number of its lock: new ones are appended. */
export const JOB_KINDS = ['retell', 'tidy', 'check', 'import', 'prove', 'export'] as const
export type JobKind = (typeof JOB_KINDS)[number]

/** Why: the policy changed, it was time to learn the model anew (and to prove the map that it makes), somebody asked, or it was time. */
export const JOB_REASONS = ['policy', 'model', 'asked', 'time'] as const
export type JobReason = (typeof JOB_REASONS)[number]

export const JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type JobState = (typeof JOB_STATES)[number]

export const jobAnswer = z.object({
  id: z.int(),
  kind: z.enum(JOB_KINDS),
  reason: z.enum(JOB_REASONS),
  state: z.enum(JOB_STATES),
  input: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).meta({ description: 'What it works on: of a check or an import, the upload.' }),
  asked_at: z.iso.datetime(),
  asked_by: z.string(),
  begun_at: z.iso.datetime().nullable(),
  ended_at: z.iso.datetime().nullable(),
  tries: z.int().meta({ description: 'How often it was begun. A process that was killed counts; one that was stopped does not.' }),
  progress: z.object({ phase: z.string(), done: z.int(), total: z.int().nullable(), seconds_left: z.int().nullable() }).nullable().meta({ description: 'As of the last second, while it runs.' }),
  result: z.record(z.string(), z.union([z.int(), z.boolean()])).nullable().meta({ description: 'Of a retelling: the telling made, its policy and model, and how many customers were told.' }),
  error: flaw.nullable().meta({ description: 'Why it failed, or will be tried again.' }),
}).meta({ id: 'Job' })
export type JobAnswer = z.output<typeof jobAnswer>

export const jobsQuery = z.strictObject({
  state: z.enum(JOB_STATES).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type JobsQuery = z.output<typeof jobsQuery>
export const jobsAnswer = z.object({ jobs: z.array(jobAnswer) })

export const jobId = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).meta({ description: 'The number of the job.' }) })
export const askJobBody = z.strictObject({ kind: z.enum(['retell']) })
