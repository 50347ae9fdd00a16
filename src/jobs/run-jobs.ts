import { askDue } from '#actions/house/jobs/ask-due.ts'
import { workOnce } from '#actions/house/jobs/work.ts'
import type { Context } from '#actions/context.ts'
import type { JobLog } from './keep-time.ts'

/** How often somebody looks for work, and how often for what time has made due. */
const LOOK_EVERY_MS = 1000
const DUE_EVERY_MS = 10 * 60_000

export interface Worker {
  /** Ends it: what is under way is left to whoever comes next. Resolves when it has let go. */
  stop(): Promise<void>
}

/** Works in the background, one job after the other. A look that fails is told of, and the next one tries again. */
export function startWorking(ctx: Context, log: JobLog, { look = LOOK_EVERY_MS, due = DUE_EVERY_MS } = {}): Worker {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> = Promise.resolve()
  let dueAt = 0
  const workAndTell = async (): Promise<boolean> => {
    const begun = performance.now()
    const job = await workOnce(ctx, { signal: stopping.signal, onError: log.failed })
    if (job !== null) log.done({ job }, performance.now() - begun)
    return job !== null
  }
  const run = async (): Promise<void> => {
    try {
      if (performance.now() >= dueAt) {
        await askDue(ctx)
        dueAt = performance.now() + due
      }
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
