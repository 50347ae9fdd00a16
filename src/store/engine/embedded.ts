import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, EngineOptions, Place } from './database.ts'
import { openHome } from './home.ts'
import { codeOf, leaveSeat, stopWalledUp, takeSeat, type Seat } from './seat.ts'

const NAME = 'troth'

/** `duplicate_object`, `duplicate_database`, and the key clash that two at once see instead. */
const MADE_ALREADY = new Set(['42710', '42P04', '23505'])

/** Makes Troth's own account and database, once. Several may try at once. */
async function prepare(seat: Seat, password: string): Promise<void> {
  const { rowCount } = await seat.client.query('select from pg_database where datname = $1', [NAME])
  if (rowCount) return
  const secret = seat.client.escapeLiteral(password)
  for (const statement of [`create role ${NAME} login password ${secret}`, `create database ${NAME} owner ${NAME}`]) {
    await seat.client.query(statement).catch((error: unknown) => {
      if (!MADE_ALREADY.has(codeOf(error) ?? '')) throw error
    })
  }
}

/** How often it is looked whether new connections still find their way in. */
const LOOK_MS = 5000

/** Keeps a seat until it is let go; when the database dies under it, or can be reached by nobody new, starts it again and sits down anew. */
class Keeping {
  private seat: Promise<Seat>
  private done = false
  private readonly sit: () => Promise<Seat>
  private readonly look: (seat: Seat) => Promise<void>

  constructor(seat: Seat, sit: () => Promise<Seat>, look: (seat: Seat) => Promise<void>) {
    this.sit = sit
    this.look = look
    this.seat = Promise.resolve(seat)
    this.watch(seat)
  }

  private watch(seat: Seat): void {
    const looking = setInterval(() => void this.look(seat).catch(() => undefined), LOOK_MS)
    looking.unref()
    seat.client.once('end', () => {
      clearInterval(looking)
      if (this.done) return
      this.seat = this.again()
      this.seat.catch(() => undefined) // told to whoever closes
    })
  }

  private async again(): Promise<Seat> {
    for (let pause = 20; ; pause = Math.min(pause * 2, 5000)) {
      try {
        const seat = await this.sit()
        this.watch(seat)
        return seat
      } catch (error) {
        if (this.done) throw error
        await sleep(pause)
      }
    }
  }

  /** The seat to give back; none where the database is gone and could not be brought back. */
  async end(): Promise<Seat | undefined> {
    this.done = true
    return this.seat.catch(() => undefined)
  }
}

/** Opens the embedded database of a data folder: makes it on first use, joins it where it runs, starts it where it does not. */
export async function openEmbedded(place: Place, options: EngineOptions): Promise<Database> {
  const home = await openHome(place, options)
  const seat = await takeSeat(home)
  await prepare(seat, home.password)
  const { rows } = await seat.client.query<{ server_version: string }>('show server_version')
  const keeping = new Keeping(seat, () => takeSeat(home), ({ postmaster }) => stopWalledUp(home, postmaster))
  let closed: Promise<void> | undefined
  const leave = async (): Promise<void> => {
    const last = await keeping.end()
    if (last) await leaveSeat(home, last)
  }
  const { host, port } = seat.postmaster
  return {
    kind: 'embedded',
    connection: { host, port, user: NAME, password: home.password, database: NAME },
    version: rows[0]?.server_version ?? '',
    close: () => (closed ??= leave()),
  }
}
