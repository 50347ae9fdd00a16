import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { Refused } from '#contract/refusals.ts'
import { openDatabase, type Database, type EngineOptions } from '#store/engine/index.ts'
import { openPool, type Pool } from '#store/pool.ts'

/** The pid of the PostgreSQL over a data folder, if its file names one. */
export async function postmasterOf(data: string): Promise<number | undefined> {
  const text = await readFile(join(data, 'pg/data/postmaster.pid'), 'utf8').catch(() => '')
  return text === '' ? undefined : parseInt(text, 10)
}

/** Whether a process runs; one that ended and is not buried yet does not. */
export async function isRunning(pid: number | undefined): Promise<boolean> {
  if (pid === undefined) return false
  if (process.platform === 'linux') return /\) [^ZX] /.test(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''))
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export async function until(holds: () => Promise<boolean> | boolean, what: string): Promise<void> {
  for (let waited = 0; !(await holds()); waited += 20) {
    if (waited > 15_000) throw new Error(`waited in vain until ${what}`)
    await sleep(20)
  }
}

/** An empty data folder, which is cleared away with whatever still runs over it. */
export async function dataFolder(): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'troth-data-'))
  onTestFinished(async () => {
    const pid = await postmasterOf(data)
    if (pid !== undefined && (await isRunning(pid))) process.kill(pid, 'SIGQUIT')
    await until(async () => !(await isRunning(pid)), 'the database of a test is gone')
    const socket = (await readFile(join(data, 'pg/socket'), 'utf8').catch(() => '')).trim()
    for (const left of [data, socket]) if (left !== '') await rm(left, { recursive: true, force: true, maxRetries: 10 })
  })
  return data
}

/** Opens the database of a folder in this process, without waiting for the disk. */
export async function open(data: string, options: EngineOptions = {}): Promise<{ database: Database; pool: Pool; readonly close: () => Promise<void> }> {
  const database = await openDatabase({ data }, { durable: false, ...options })
  const pool = openPool(database)
  const close = async (): Promise<void> => {
    await pool.end()
    await database.close()
  }
  return { database, pool, close }
}

export const visits = async (pool: Pool): Promise<number> => (await pool.query<{ n: number }>('select count(*) as n from visit')).rows[0]?.n ?? 0

/** Starts a Troth in a process of its own; resolves once its database is open. */
export async function holder(data: string, account: { uid?: number; gid?: number } = {}): Promise<ChildProcess> {
  const troth = startHolder(data, account)
  await saying(troth, 'open')
  return troth
}

export function startHolder(data: string, account: { uid?: number; gid?: number } = {}): ChildProcess {
  const troth = spawn(process.execPath, [join(import.meta.dirname, 'holder.ts'), data], { ...account, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void troth.kill('SIGKILL'))
  return troth
}

async function saying(troth: ChildProcess, word: string): Promise<void> {
  let said = ''
  troth.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  for await (const chunk of troth.stdout ?? []) {
    said += String(chunk)
    if (said.includes(word)) return
  }
  throw new Error(`a Troth did not say ${word}, but: ${said}`)
}

/** Ends a Troth by a signal to its process group, as a terminal does, and waits for it. */
export async function end(troth: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(troth, 'exit')
  process.kill(-(troth.pid ?? 0), signal)
  await ended
}

/** The code of the refusal that `work` ends with. */
export async function refusalOf(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(() => 'no refusal', (thrown: unknown) => thrown)
  return error instanceof Refused ? error.refusals[0]?.code : String(error)
}
