import { keepTime } from '#actions/relationship/keep-time.ts'
import type { Context } from '#actions/context.ts'

/** How often the moves that time alone causes are looked for. */
const EVERY_MS = 20_000

/** Where it is told what became of work in the background. */
export interface JobLog {
  readonly done: (told: Readonly<Record<string, number>>, ms: number) => void
  readonly failed: (error: Error) => void
}

export interface Keeper {
  /** Ends it; resolves when what was under way is done. */
  stop(): Promise<void>
}

/** Keeps time in the background: one round after the other, never two at once, and a round that fails is told of and tried again. */
export function startKeepingTime(ctx: Context, log: JobLog, every = EVERY_MS): Keeper {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let round: Promise<void> = Promise.resolve()
  const run = async (): Promise<void> => {
    const begun = performance.now()
    await keepTime({ ...ctx, actor: 'job:keep-time' }).then(
      (customers) => customers > 0 && log.done({ customers }, performance.now() - begun),
      (error: unknown) => log.failed(error as Error),
    )
    if (!stopped) timer = setTimeout(begin, every)
  }
  const begin = (): void => {
    round = run()
  }
  begin()
  return {
    stop() {
      stopped = true
      clearTimeout(timer)
      return round
    },
  }
}
