import type { JobLog } from './keep-time.ts'

export interface Worker {
  /** Ends it: what is under way is left to whoever comes next. Resolves when it has let go. */
  stop(): Promise<void>
}

/** Runs `round` again and again, with a pause between, until it is stopped. A round that fails is told of, and the next one tries again. */
export function again(round: () => Promise<void>, pause: number, signal: AbortSignal, failed: JobLog['failed']): Worker {
  let timer: NodeJS.Timeout | undefined
  let under: Promise<void> = Promise.resolve()
  const run = async (): Promise<void> => {
    await round().catch((error: unknown) => failed(error as Error))
    if (!signal.aborted) timer = setTimeout(begin, pause)
  }
  const begin = (): void => {
    under = run()
  }
  begin()
  return {
    stop() {
      clearTimeout(timer)
      return under
    },
  }
}
