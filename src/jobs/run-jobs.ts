import { askDue, askLeft } from '#actions/house/jobs/ask-due.ts'
import { LANES, workOnce, type Lane } from '#actions/house/jobs/work.ts'
import type { Context } from '#actions/context.ts'
import { again, type Worker } from './again.ts'
import type { JobLog } from './keep-time.ts'

/** How often somebody looks for work, and how often for what time has made due. */
const LOOK_EVERY_MS = 1000
const DUE_EVERY_MS = 10 * 60_000
/** How often for what killed processes left. */
const LEFT_EVERY_MS = 30_000

/** Does something at once, and again when it is asked for after so long. */
function nowAndThen(every: number, work: () => Promise<void>): () => Promise<void> {
  let at = 0
  return async () => {
    if (performance.now() < at) return
    await work()
    at = performance.now() + every
  }
}

/** Works in the background: in each lane one job after the other, the lanes side by side. */
export function startWorking(ctx: Context, log: JobLog, { look = LOOK_EVERY_MS, due = DUE_EVERY_MS, left = LEFT_EVERY_MS } = {}): Worker {
  const stopping = new AbortController()
  const dueNow = nowAndThen(due, () => askDue(ctx))
  const leftNow = nowAndThen(left, () => askLeft(ctx))
  const workAndTell = (kinds: Lane): Promise<boolean> => {
    const begun = performance.now()
    return workOnce(ctx, { signal: stopping.signal, onDone: (job) => log.done({ id: job }, performance.now() - begun), onError: log.failed }, kinds)
  }
  const lanes = LANES.map((kinds, lane) => again(async () => {
    if (lane === 0) {
      await dueNow()
      await leftNow()
    }
    while (!stopping.signal.aborted && (await workAndTell(kinds)));
  }, look, stopping.signal, log.failed))
  return {
    async stop() {
      stopping.abort()
      await Promise.all(lanes.map((lane) => lane.stop()))
    },
  }
}
