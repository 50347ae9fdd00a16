import { seeThrough } from '#actions/house/jobs/see-through.ts'
import type { Context } from '#actions/context.ts'
import type { JobAnswer } from '#contract/house/job.ts'
import { progressBar } from './progress.ts'
import { orRefuse, refusalText } from './refusal.ts'
import { Failed, type Cli } from './cli.ts'

/** What a job came to, and how long it was waited for. */
export interface Seen {
  readonly result: NonNullable<JobAnswer['result']>
  readonly ms: number
}

/** Waits for a job with a progress bar, doing it here where nobody else does. @throws Failed where it came to nothing, having said why */
export async function seeJob(cli: Cli, ctx: Context, id: number): Promise<Seen> {
  const { terminal, words } = cli
  const bar = progressBar(cli)
  const begun = performance.now()
  const job = orRefuse(await seeThrough(ctx, id, { signal: new AbortController().signal, onProgress: bar.onProgress }).finally(bar.end))
  if (job.refusal) terminal.err(refusalText(words, job.refusal))
  if (job.state === 'waiting') terminal.err(`${words.say('job.again', { id: String(id) })}\n`)
  if (job.state === 'cancelled') terminal.err(`${words.say('job.cancelled', { id: String(id) })}\n`)
  if (!job.result) throw new Failed()
  return { result: job.result, ms: performance.now() - begun }
}
