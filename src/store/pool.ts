import pg from 'pg'
import type { Database } from './engine/index.ts'

/** What a pool and one of its clients have in common: something to ask. */
export interface Db {
  query<R extends pg.QueryResultRow>(text: string | pg.QueryConfig, values?: readonly unknown[]): Promise<pg.QueryResult<R>>
}
export type Pool = pg.Pool
export type Client = pg.PoolClient

/** A whole number of any size that JavaScript holds exactly; a larger one is a bug that must not pass as a rounded one. */
export function parseWhole(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is not a safe integer`)
  return value
}

const TIMESTAMP = /^(\d{4,})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d+))?\+00( BC)?$/

/** A timestamptz, as the server writes it in UTC, in ms since 1970 (what is finer is cut off); infinity as such. */
export function parseInstant(text: string): number {
  if (text === 'infinity') return Infinity
  if (text === '-infinity') return -Infinity
  const found = TIMESTAMP.exec(text)
  if (!found) throw new RangeError(`${text} is not a timestamp in UTC`)
  const [, year, month, day, hour, minute, second, fraction = '', bc] = found
  const date = new Date(0)
  date.setUTCFullYear(bc ? 1 - Number(year) : Number(year), Number(month) - 1, Number(day))
  date.setUTCHours(Number(hour), Number(minute), Number(second), Number(fraction.slice(0, 3).padEnd(3, '0')))
  return date.getTime()
}

const asText = (text: string): string => text

/** PostgreSQL's numbers of types, scalar and array, and how their texts are read. A date is a day, not a moment: it stays text. */
const PARSERS: readonly (readonly [scalar: number, array: number, parse: (text: string) => number | string])[] = [
  [20, 1016, parseWhole],
  [1700, 1231, Number],
  [1184, 1185, parseInstant],
  [1082, 1182, asText],
  [1114, 1115, asText],
]

const TEXT_ARRAY = 1009

type Nested = string | null | readonly Nested[]
type Parsed = number | string | null | readonly Parsed[]

function parseEach(value: Nested, parse: (text: string) => number | string): Parsed {
  if (value === null) return null
  return typeof value === 'string' ? parse(value) : value.map((each) => parseEach(each, parse))
}

function types(): pg.CustomTypesConfig {
  const overrides = new pg.TypeOverrides()
  const texts = overrides.getTypeParser(TEXT_ARRAY, 'text') as unknown as (text: string) => Nested
  for (const [scalar, array, parse] of PARSERS) {
    overrides.setTypeParser(scalar, 'text', parse)
    overrides.setTypeParser(array, 'text', (text: string) => parseEach(texts(text), parse))
  }
  return overrides
}

/** What every session is told: times are written as `parseInstant` reads them. */
const SESSION = '-c TimeZone=UTC -c DateStyle=ISO'

/** The options of the URL win over those of a config, so the session's are written into the URL. */
function withSession(connection: Database['connection']): pg.ClientConfig {
  if (connection.connectionString === undefined) return { ...connection, options: SESSION }
  const url = new URL(connection.connectionString)
  const own = url.searchParams.get('options')
  url.searchParams.set('options', own === null ? SESSION : `${own} ${SESSION}`)
  return { ...connection, connectionString: url.href }
}

/** Whoever waits longer for a connection, because the server does not answer or all are busy, is told so. */
const PATIENCE_MS = 30_000

/** Connections to a database, opened as they are needed, `max` at most. End it before the database is closed. */
export function openPool(database: Pick<Database, 'connection'>, max = 10): Pool {
  const pool = new pg.Pool({ ...withSession(database.connection), application_name: 'troth', max, connectionTimeoutMillis: PATIENCE_MS, types: types() })
  // A connection that breaks fails the query that uses it, and an idle one is replaced at the next; without listeners on
  // both, a server that goes away would take the whole process with it.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** How to reach a database, as plain data that can be handed to another thread. */
export type Connection = Pick<pg.ClientConfig, 'connectionString' | 'host' | 'port' | 'user' | 'database' | 'ssl'> & { readonly password?: string }

/** How a pool reaches its database; null where that is more than plain data. */
export function connectionOf({ options }: Pool): Connection | null {
  const { connectionString, host, port, user, database, password, ssl } = options
  const isPlain = (password === undefined || password === null || typeof password === 'string') && (ssl === undefined || typeof ssl === 'boolean')
  if (!isPlain) return null
  return Object.fromEntries(Object.entries({ connectionString, host, port, user, database, password, ssl }).filter(([, value]) => value !== undefined && value !== null))
}

/** Runs `work` in one transaction: all of it is kept, or none when it throws. */
export async function withTransaction<T>(pool: Pool, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const value = await work(client)
    await client.query('commit')
    return value
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    client.release(broken)
  }
}
