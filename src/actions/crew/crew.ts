import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker, type TransferListItem } from 'node:worker_threads'

/** Several hands for work that keeps a core busy. Each job is asked for by itself; who is free takes the next. */
export interface Crew<Job, Answer> {
  /** How many jobs are worth asking for at once: one in every hand and one waiting for it. */
  readonly room: number
  ask(job: Job): Promise<Answer>
  /** Ends it; what is still asked for is refused. */
  close(): Promise<void>
}

/** What a worker's module gives to `serveCrew`: made ready once, then asked job by job. */
export type Hand<Setting, Job, Answer> = (setting: Setting) => {
  readonly ask: (job: Job) => Answer | Promise<Answer>
  /** Gives back what it holds. */
  readonly close?: () => Promise<void>
}

/** As many as the machine has cores; more than a few would only wait for the database. */
const hands = (): number => Math.min(4, Math.max(2, availableParallelism()))

/** A crew of this thread alone: for work too small to be worth starting others for. */
export function crewOfOne<Setting, Job, Answer>(hand: Hand<Setting, Job, Answer>, setting: Setting): Crew<Job, Answer> {
  const { ask, close } = hand(setting)
  return { room: 1, ask: async (job) => ask(job), close: async () => close?.() }
}

/** What a piece of work leaves behind dies young: with room for all of it, nothing is copied to and fro before it does. */
const YOUNG_MB = 64

/** Said to a worker in place of a job. */
export const GO_HOME = null

interface Asked<Job, Answer> {
  readonly job: Job
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

type Said<Answer> = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly error: Error }

/** A crew of worker threads. */
class Threads<Setting, Job, Answer> implements Crew<Job, Answer> {
  readonly room: number
  readonly #workers: readonly Worker[]
  readonly #idle: Worker[]
  readonly #busy = new Map<Worker, Asked<Job, Answer>>()
  readonly #waiting: Asked<Job, Answer>[] = []
  #broken: Error | null = null

  constructor(module: URL, setting: Setting, count: number) {
    this.room = 2 * count
    this.#workers = Array.from({ length: count }, () => this.#hire(module, setting))
    this.#idle = [...this.#workers]
  }

  #hire(module: URL, setting: Setting): Worker {
    const worker = new Worker(module, { workerData: setting, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
    worker.on('message', (said: Said<Answer>) => {
      const asked = this.#busy.get(worker)
      this.#busy.delete(worker)
      this.#idle.push(worker)
      if (said.ok) asked?.resolve(said.answer)
      else asked?.reject(said.error)
      this.#next()
    })
    worker.on('error', (error) => this.#breakOff(error as Error))
    worker.on('exit', (code) => code !== 0 && this.#breakOff(new Error(`a worker ended with ${code}`)))
    return worker
  }

  #next(): void {
    while (this.#idle.length > 0 && this.#waiting.length > 0) {
      const worker = this.#idle.shift() as Worker
      const asked = this.#waiting.shift() as Asked<Job, Answer>
      this.#busy.set(worker, asked)
      worker.postMessage(asked.job)
    }
  }

  #breakOff(error: Error): void {
    this.#broken ??= error
    for (const asked of [...this.#busy.values(), ...this.#waiting.splice(0)]) asked.reject(this.#broken)
    this.#busy.clear()
  }

  ask(job: Job): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#broken) return reject(this.#broken)
      this.#waiting.push({ job, resolve, reject })
      this.#next()
    })
  }

  async close(): Promise<void> {
    const leftAtWork = new Set(this.#broken ? this.#workers : this.#busy.keys())
    this.#breakOff(new Error('the crew was sent home'))
    await Promise.all(this.#workers.map((worker) => (leftAtWork.has(worker) ? worker.terminate() : sentHome(worker))))
  }
}

/**
 * A crew of worker threads.
 * @param module the worker's module, which calls `serveCrew`
 * @param setting is copied to each of them, as jobs and answers are
 */
export const crewOfThreads = <Setting, Job, Answer>(module: URL, setting: Setting, count = hands()): Crew<Job, Answer> => new Threads<Setting, Job, Answer>(module, setting, count)

/**
 * One job, in a thread of its own where it is worth one: while it is done others are answered.
 * @param module the worker's module, which serves the same hand
 */
export async function askedApart<Job, Answer>(hand: Hand<null, Job, Answer>, module: URL, job: Job, isWorthAThread: boolean): Promise<Answer> {
  const crew: Crew<Job, Answer> = isWorthAThread ? crewOfThreads(module, null, 1) : crewOfOne(hand, null)
  try {
    return await crew.ask(job)
  } finally {
    await crew.close()
  }
}

/** Lets a worker that has nothing to do give back what it holds, and go. */
async function sentHome(worker: Worker): Promise<void> {
  const gone = once(worker, 'exit')
  worker.postMessage(GO_HOME)
  await gone
}

/** Bytes go over to whoever asked; anything else is copied. */
export function bytesIn(answer: unknown): TransferListItem[] {
  if (answer instanceof Uint8Array) return answer.byteLength === answer.buffer.byteLength ? [answer.buffer as ArrayBuffer] : []
  return typeof answer === 'object' && answer !== null ? Object.values(answer).flatMap(bytesIn) : []
}
