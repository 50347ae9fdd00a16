import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Refused } from '#contract/refusals.ts'
import type { Database } from './database.ts'
import { codeOf } from './seat.ts'

/** The oldest PostgreSQL whose SQL Troth speaks. */
export const OLDEST_MAJOR = 15

/** Where a database is, without its password. */
function placeOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url)
  return `${hostname || searchParams.get('host') || 'localhost'}${port && `:${port}`}${pathname}`
}

/** `pg` reports a host with several addresses as one error that holds the others and says nothing itself. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}

const PATIENCE_MS = 15_000

/** `cannot_connect_now`: it starts, recovers or stops. */
const NOT_NOW = '57P03'

/** Asks a server for its version. One that is starting, as after a restart of the machine, is waited for. */
async function versionOf(url: string, until: number): Promise<string> {
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return (await client.query<{ server_version: string }>('show server_version')).rows[0]?.server_version ?? ''
    } catch (error) {
      if (codeOf(error) !== NOT_NOW || Date.now() > until) throw error
    } finally {
      await client.end().catch(() => undefined)
    }
    await sleep(100)
  }
}

/** Opens a database on a server: looks whether it can be reached and is new enough. */
export async function openServer(url: string, oldest: number = OLDEST_MAJOR): Promise<Database> {
  const version = await versionOf(url, Date.now() + PATIENCE_MS).catch((error: unknown) => {
    throw new Refused({ code: 'database_unreachable', values: { place: placeOf(url), reason: reasonOf(error) } })
  })
  if (parseInt(version, 10) < oldest) {
    throw new Refused({ code: 'database_too_old', values: { found: `PostgreSQL ${version}`, expected: `PostgreSQL ${oldest}`, place: placeOf(url) } })
  }
  return { kind: 'server', connection: { connectionString: url }, version, close: () => Promise.resolve() }
}
