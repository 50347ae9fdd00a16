import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeKey } from '#actions/house/make-key.ts'
import { nameCompany } from '#actions/house/name-company.ts'
import { openHouse } from '#actions/house/open-house.ts'
import type { Context } from '#actions/context.ts'
import { openDatabase } from '#store/engine/index.ts'
import { migrate } from '#store/migrate.ts'
import { openPool } from '#store/pool.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const NODE = [process.execPath, '--disable-warning=ExperimentalWarning'] as const
/** A start, recovery after a crash included, on a machine that does other things too. */
const PATIENCE_MS = 60_000

/** A command of Troth's in a process of its own. */
export interface Command {
  readonly child: ChildProcess
  /** How it ended; null for one that was killed. */
  readonly done: Promise<{ code: number | null; out: string; err: string }>
}

/** A server of Troth's in a process of its own, started again when it has died. */
export class Server {
  readonly #house: House
  url: string | null = null
  child: ChildProcess | null = null

  constructor(house: House) {
    this.#house = house
  }

  /** Resolves when it serves. @throws where it does not start by itself */
  async start(): Promise<void> {
    const { child, done } = this.#house.run(['start', '--empty'])
    this.child = child
    const url = new Promise<string>((found) => {
      let out = ''
      child.stdout?.on('data', (chunk: Buffer) => {
        out += chunk.toString()
        const [, address] = /(http:\/\/127\.0\.0\.1:\d+\/)\s/.exec(out) ?? []
        if (address !== undefined) found(address)
      })
    })
    const served = await Promise.race([url, done, sleep(PATIENCE_MS, null, { ref: false })])
    if (typeof served === 'string') this.url = served
    else if (served === null) throw new Error('a server did not start in time')
    else if (served.code !== null) throw new Error(`a server did not start: exit ${served.code} ${served.err}`)
  }

  get alive(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { child } = this
    this.url = null
    if (!child || !this.alive) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
}

/** An installation of its own over an embedded database, and the processes that live in it. */
export class House {
  readonly data: string
  readonly servers: Server[] = []
  key = ''

  private constructor(data: string) {
    this.data = data
  }

  /** A folder and nothing in it. */
  static async empty(parent: string = tmpdir()): Promise<House> {
    return new House(await mkdtemp(join(parent, 'troth-faults-')))
  }

  /** Makes one, with a company and a key. @param parent where its folder goes */
  static async found(parent: string = tmpdir(), servers = 2): Promise<House> {
    const house = await House.empty(parent)
    await house.visit(async (ctx) => {
      await migrate(ctx.pool)
      await openHouse(ctx)
      await nameCompany(ctx, { name: 'Faults', zone: 'Europe/Tallinn', currency: 'EUR' })
      const made = await makeKey(ctx, { name: 'faults' })
      if (made.ok) house.key = made.value.key
    })
    for (let i = 0; i < servers; i++) house.servers.push(new Server(house))
    return house
  }

  /** Opens the database for a moment, as a command does. */
  async visit<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
    const database = await openDatabase({ data: this.data })
    const pool = openPool(database)
    try {
      return await work({ pool, now: Date.now, random: randomBytes, actor: 'faults', reach: 'all' })
    } finally {
      await pool.end()
      await database.close()
    }
  }

  /** Starts a command of Troth's. */
  run(args: readonly string[], script = 'src/main.ts'): Command {
    const env = { ...process.env, TROTH_DATA: this.data, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent', TROTH_LANGUAGE: 'en' }
    const child = spawn(NODE[0], [...NODE.slice(1), join(ROOT, script), ...args], { cwd: this.data, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    return { child, done: once(child, 'close').then(([code]) => ({ code: code as number | null, out, err })) }
  }

  /** Starts whatever does not run: all that an operator, or what watches over services, ever has to do. */
  async start(): Promise<void> {
    await Promise.all(this.servers.filter((server) => !server.alive).map((server) => server.start()))
  }

  /** The number of the process that all of the database hangs on; undefined while there is none. */
  async postmaster(): Promise<number | undefined> {
    const text = await readFile(join(this.data, 'pg/data/postmaster.pid'), 'utf8').catch(() => '')
    return text === '' ? undefined : parseInt(text, 10)
  }

  async killPostmaster(): Promise<void> {
    const pid = await this.postmaster()
    try {
      if (pid !== undefined && (await readFile(`/proc/${pid}/comm`, 'utf8')).trim() === 'postgres') process.kill(pid, 'SIGKILL')
    } catch {
      // it died this moment
    }
  }

  /** Ends all that runs here, in order, and takes the folder away. */
  async close(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.kill('SIGTERM')))
    await this.visit(() => Promise.resolve()).catch(() => undefined) // the last one out stops the database
    await rm(this.data, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
}
