import { parentPort, workerData } from 'node:worker_threads'
import { bytesIn, GO_HOME, type Hand } from './crew.ts'

/** What a worker's module calls: answers what it is asked, one job after the other, until it is sent home. */
export function serveCrew<Setting, Job, Answer>(hand: Hand<Setting, Job, Answer>): void {
  const { ask, close } = hand(workerData as Setting)
  parentPort?.on('message', (job: Job | typeof GO_HOME) => {
    if (job === GO_HOME) return void (close?.() ?? Promise.resolve()).finally(() => parentPort?.close())
    void (async () => ask(job))().then(
      (answer) => parentPort?.postMessage({ ok: true, answer }, bytesIn(answer)),
      (error: unknown) => parentPort?.postMessage({ ok: false, error }),
    )
  })
}
