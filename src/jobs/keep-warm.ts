import { keepWarm } from '#actions/money/keep-warm.ts'
import type { Context } from '#actions/context.ts'
import { again, type Worker } from './again.ts'
import type { JobLog } from './keep-time.ts'

/** How often it is looked whether another telling was swapped in, or what was learned grew old. */
const EVERY_MS = 10_000

/** Has ready in this process what a customer's page takes long to learn: at the start, and whenever there is a reason to learn it anew. */
export function startKeepingWarm(ctx: Context, log: JobLog, every = EVERY_MS): Worker {
  const stopping = new AbortController()
  const worker = again(async () => {
    const begun = performance.now()
    if (await keepWarm({ ...ctx, actor: 'job:keep-warm' })) log.done({}, performance.now() - begun)
  }, every, stopping.signal, log.failed)
  return {
    stop() {
      stopping.abort()
      return worker.stop()
    },
  }
}
