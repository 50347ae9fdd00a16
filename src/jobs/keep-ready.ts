import { keeperOfReady } from '#actions/keep-ready.ts'
import type { Context } from '#actions/context.ts'
import { again, type Worker } from './again.ts'
import type { JobLog } from './keep-time.ts'

/** How often it is looked whether another telling was swapped in, an import ended, or what there is grew old: until all is drawn anew, who comes waits. */
const EVERY_MS = 3000

/** Has ready in this process what takes long to draw: at the start, and whenever there is a reason to draw it anew. */
export function startKeepingReady(ctx: Context, log: JobLog, every = EVERY_MS): Worker {
  const stopping = new AbortController()
  const keep = keeperOfReady({ ...ctx, actor: 'job:keep-ready' }, stopping.signal)
  const worker = again(async () => {
    const begun = performance.now()
    if (await keep()) log.done({}, performance.now() - begun)
  }, every, stopping.signal, log.failed)
  return {
    stop() {
      stopping.abort()
      return worker.stop()
    },
  }
}
