import { askDue, askLeft } from '#actions/house/jobs/ask-due.ts'
import { workOnce } from '#actions/house/jobs/work.ts'
import type { Context } from '#actions/context.ts'
import type { JobLog } from './keep-time.ts'

/** How often somebody looks for work, and how often for what time has made due. */
const LOOK_EVERY_MS = 1000
const DUE_EVERY_MS = 10 * 60_000
/** How often for what killed processes left. */
const LEFT_EVERY_MS = 30_000

export interface Worker {
  /** Ends it: what is under way is left to whoever comes next. Resolves when it has let go. */
  stop(): Promise<void>
}

/** Does something at once, and again when it is asked for after so long. */
function nowAndThen(every: number, work: () => Promise<void>): () => Promise<void> {
  let at = 0
  return async () => {
    if (performance.now() < at) return
    await work()
    at = performance.now() + every
  }
}

/** Works in the background, one job after the other. A look that fails is told of, and the next one tries again. */
export function startWorking(ctx: Context, log: JobLog, { look = LOOK_EVERY_MS, due = DUE_EVERY_MS, left = LEFT_EVERY_MS } = {}): Worker {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> = Promise.resolve()
  const dueNow = nowAndThen(due, () => askDue(ctx))
  const leftNow = nowAndThen(left, () => askLeft(ctx))
  const workAndTell = (): Promise<boolean> => {
    const begun = performance.now()
    return workOnce(ctx, { signal: stopping.signal, onDone: (job) => log.done({ id: job }, performance.now() - begun), onError: log.failed })
  }
  const run = async (): Promise<void> => {
    try {
      await dueNow()
      await leftNow()
      while (!stopping.signal.aborted && (await workAndTell()));
    } catch (error) {
      log.failed(error as Error)
    }
    if (!stopping.signal.aborted) timer = setTimeout(begin, look)
  }
  const begin = (): void => {
    round = run()
  }
  begin()
  return {
    stop() {
      stopping.abort()
      clearTimeout(timer)
      return round
    },
  }
}
