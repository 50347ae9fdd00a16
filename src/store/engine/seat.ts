import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Refused } from '#contract/refusals.ts'
import { KEEPER, type Home } from './home.ts'
import { launch } from './launch.ts'
import { alive } from './processes.ts'
import { isOf, runningOver, type Postmaster } from './postmaster.ts'
import { isWalledUp, leaveSocket } from './socket.ts'

/**
 * A seat is one connection that holds a shared lock for as long as a Troth uses the database. PostgreSQL drops it with the
 * process, however that ends, so the seats taken are always the Troths alive. Whoever gets the lock alone is the last one.
 */
export interface Seat {
  readonly client: pg.Client
  readonly postmaster: Postmaster
}

/** Any number that nothing else in the maintenance database locks. */
const LOCK = 7_420_001

/** What a seat is called in the database's list of connections, before the number of its process. */
const SEATED = 'troth seat '

/** Not there yet, not there any more, or too many at this moment: worth trying again. */
const PASSING = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '53300'])

/** The code of an error of PostgreSQL's or of the system's. */
export const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code

async function take(home: Home, postmaster: Postmaster): Promise<Seat | Error> {
  const client = new pg.Client({ host: postmaster.host, port: postmaster.port, user: KEEPER, password: home.password, database: 'postgres', application_name: `${SEATED}${process.pid}` })
  client.on('error', () => undefined) // told by `end`
  try {
    await client.connect()
    await client.query('select pg_advisory_lock_shared($1)', [LOCK])
    return { client, postmaster }
  } catch (error) {
    await client.end().catch(() => undefined)
    const reason = error instanceof Error ? error : new Error(String(error))
    if (PASSING.has(codeOf(error) ?? '') || /Connection terminated|is not queryable/.test(reason.message)) return reason
    throw new Refused({ code: 'database_unreachable', values: { place: home.folder, reason: reason.message } })
  }
}

/** How long a server that says it is ready may refuse us. */
const PATIENCE_MS = 30_000

/**
 * Takes a seat at the database of a home: at the running one, or at one started for it. Any number of Troths may do so at once,
 * while others leave: whatever happens in between shows as a refused connection or a second server that ends at once.
 */
export async function takeSeat(home: Home): Promise<Seat> {
  let until = Date.now() + PATIENCE_MS
  let why = 'no answer'
  while (Date.now() < until) {
    const running = await runningOver(home)
    if (running?.status === 'ready') {
      const seat = await take(home, running)
      if (!(seat instanceof Error)) return seat
      why = `process ${running.pid}: ${seat.message}`
      await stopWalledUp(home, running)
    } else if (running) {
      until = Date.now() + PATIENCE_MS // it recovers or shuts down, which takes as long as it takes
    } else if ((await launch(home)) === 'ready') continue
    await sleep(20)
  }
  throw new Refused({ code: 'database_unreachable', values: { place: home.folder, reason: why } })
}

/**
 * Stops a database whose socket somebody cleared away, so that it is started anew with one: it writes down what it has, whoever works in it is broken off and
 * tries again, and what was acknowledged stays. Looked at twice: a server that is just starting has none yet either.
 */
export async function stopWalledUp(home: Home, postmaster: Postmaster): Promise<void> {
  for (let look = 0; look < 2; look++) {
    if (!(await isWalledUp(postmaster))) return
    await sleep(250)
  }
  if (await isOf(home, postmaster.pid)) process.kill(postmaster.pid, 'SIGINT')
}

/** How long a killed process may keep its seat: the database has to notice that it is gone. */
const NOTICE_MS = 2000

/** Whether another process that sits here is alive. */
async function othersSit({ client }: Seat): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>(
    `select substr(application_name, $1)::int as pid from pg_stat_activity where application_name ~ $2 and pid <> pg_backend_pid()`,
    [SEATED.length + 1, `^${SEATED}\\d+$`],
  )
  return rows.some(({ pid }) => alive(pid))
}

async function isLast(seat: Seat): Promise<boolean> {
  await seat.client.query(`set application_name = 'troth leaving'`)
  await seat.client.query('select pg_advisory_unlock_shared($1)', [LOCK])
  for (const until = Date.now() + NOTICE_MS; Date.now() < until; await sleep(10)) {
    const { rows } = await seat.client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [LOCK])
    if (rows[0]?.alone === true) return true
    if (await othersSit(seat)) return false
  }
  return false
}

/**
 * Gives a seat back, and stops the database when it was the last one. Of several that leave at once, the one that gave its
 * lock back last gets it alone; who wants to sit down meanwhile waits for the lock, is sent away and starts the database anew.
 */
export async function leaveSeat(home: Home, seat: Seat): Promise<void> {
  const last = await isLast(seat).catch(() => false)
  if (last) {
    const { pid, host } = seat.postmaster
    process.kill(pid, 'SIGINT')
    while (await isOf(home, pid)) await sleep(5)
    await leaveSocket(host)
  }
  await seat.client.end().catch(() => undefined)
}
