import type { Client, Pool } from '#store/pool.ts'
import { copyBinaryIn, copyIn } from '#store/copy.ts'
import { slicesOf, type Slice } from '#store/slices.ts'
import { STAGED_TABLES, type StagedBytes, type StagedTable } from './staged-lines.ts'

const tables = (slices: readonly Slice[]): string => `
  create temp table staged_fact (
    customer uuid not null, source text collate "C" not null, id text collate "C" not null, kind smallint not null, at timestamptz not null,
    unit text, person text, paid bigint, list bigint, cost bigint, lines smallint, deals smallint, points bigint, body jsonb not null,
    currency text, file int not null, line int not null, hashed boolean not null, own_order boolean not null)${slices.length === 1 ? '' : ' partition by range (customer)'};
  ${slices.length === 1 ? '' : slices.map(partition).join('\n  ')}
  create temp table staged_customer (customer uuid not null, key text collate "C" not null);
  create temp table staged_record (
    record text not null, key text collate "C" not null, customer uuid, body jsonb not null, attributes jsonb not null, consents jsonb not null, file int not null, line int not null);
  create temp table staged_part (grp text collate "C" not null, hash text collate "C" not null, file int not null, line int not null, candidate text not null)`
const DROP = `drop table if exists pg_temp.staged_fact, pg_temp.staged_customer, pg_temp.staged_record, pg_temp.staged_part`

/** So many rows are sorted in memory slice by slice; sorted at once they would go to disk and back, at twice the cost a row. */
const SLICES = 32
/** From how many bytes of files on slices are worth their tables. */
const WORTH_SLICES_BYTES = 100_000_000

const bound = (customer: string | null, open: string): string => (customer === null ? open : `'${customer}'`)
const partition = ({ from, to }: Slice, i: number): string =>
  `create temp table staged_fact_${i} partition of pg_temp.staged_fact for values from (${bound(from, 'minvalue')}) to (${bound(to, 'maxvalue')});`

/** Bytes gathered before they are sent: large enough that a COPY's round trip does not show, small enough to hold two. */
const MUCH = 1 << 20

/**
 * Where an import gathers what it reads before any of it counts: temporary tables, without indexes and without WAL, that go with the
 * connection. A killed import leaves nothing to sweep up. (Copied straight into the keyed table, rows in file order would scatter
 * over its index and heap; from here they go in sorted.)
 */
export class Staging {
  readonly client: Client
  /** How facts are parted, in the order of customers. */
  readonly slices: readonly Slice[]
  /** How many of each were staged. */
  readonly counts = { facts: 0, records: 0, parts: 0, foreign: 0, hashed: 0 }
  /** The foreign currencies among staged facts. */
  readonly currencies = new Set<string>()
  readonly #gathered: Readonly<Record<StagedTable, Uint8Array[]>> = { staged_fact: [], staged_customer: [], staged_record: [], staged_part: [] }
  #sending: Promise<void> = Promise.resolve()

  constructor(client: Client, slices: readonly Slice[]) {
    this.client = client
    this.slices = slices
  }

  add({ bytes, counts, currencies }: StagedBytes): void {
    for (const name of Object.keys(counts) as (keyof typeof counts)[]) this.counts[name] += counts[name]
    for (const currency of currencies) this.currencies.add(currency)
    for (const table of STAGED_TABLES) {
      const lines = bytes[table]
      if (lines) this.#gathered[table].push(lines)
    }
  }

  /** Sends what has gathered when it is much; the next rows may be read meanwhile. */
  breathe(): Promise<void> {
    return this.#send(MUCH)
  }

  /** Sends all that has gathered. */
  async flush(): Promise<void> {
    await this.#send(0)
    await this.#sending
  }

  async #send(least: number): Promise<void> {
    for (const table of STAGED_TABLES) {
      if (this.#gathered[table].reduce((sum, lines) => sum + lines.length, 0) <= least) continue
      const lines = this.#gathered[table].splice(0)
      await this.#sending
      this.#sending = (table === 'staged_fact' ? copyBinaryIn : copyIn)(this.client, `pg_temp.${table}`, lines)
      // Awaited before the next is sent; until then its failure must not count as unheard.
      this.#sending.catch(() => undefined)
    }
  }

  /** Gives the connection back, or ends it where it is `broken`. */
  async close(broken?: Error): Promise<void> {
    await this.#sending.catch(() => undefined)
    let failure = broken
    await this.client.query(DROP).catch((error: Error) => (failure = error))
    this.client.release(failure)
  }
}

/** Takes one connection of the pool until it is closed. @param bytes how much will come, as far as is known */
export async function openStaging(pool: Pool, bytes: number | null): Promise<Staging> {
  const client = await pool.connect()
  const slices = slicesOf(bytes !== null && bytes >= WORTH_SLICES_BYTES ? SLICES : 1)
  try {
    // Fails where the connection had temporary tables before; then it stays as it was.
    await client.query(`set temp_buffers = '64MB'`).catch(() => undefined)
    await client.query(`${DROP}; ${tables(slices)}`)
    return new Staging(client, slices)
  } catch (error) {
    client.release(error as Error)
    throw error
  }
}
