import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const MAIN = join(import.meta.dirname, '../../src/main.ts')

/** A Troth in a process of its own, as somebody starts it. */
export interface Running {
  readonly url: string
  readonly child: ChildProcess
  readonly said: () => string
  /** Sends a signal and waits for its end. @returns the exit code */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>
}

function spawned(args: readonly string[], data: string): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    env: { ...process.env, TROTH_DATA: data, PORT: '0', HOST: '127.0.0.1', DATABASE_URL: '', TROTH_LANGUAGE: 'en', LOG_LEVEL: 'info' }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return { child, said: () => said }
}

/** Starts it over a data folder, with nothing in it, and waits until it serves. */
export async function startTroth(data: string): Promise<Running> {
  const { child, said } = spawned(['start', '--empty'], data)
  const ended = once(child, 'exit') as Promise<[number | null]>
  for (;;) {
    const url = /The map is at (http:\S+)/.exec(said())?.[1]
    if (url !== undefined) return { url, child, said, end: async (signal) => (child.kill(signal), (await ended)[0]) }
    if (child.exitCode !== null) throw new Error(`it did not start: ${said()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Runs a command over a data folder to its end. @returns what it printed */
export async function runTroth(data: string, ...args: readonly string[]): Promise<string> {
  const { child, said } = spawned(args, data)
  await once(child, 'exit')
  return said()
}
