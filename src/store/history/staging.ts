import type { StoredFact } from '#core/history/stored.ts'
import type { Client, Pool } from '#store/pool.ts'
import { copyIn, copyJson, copyText, copyTextOrNull } from '#store/copy.ts'
import { sqlInstant } from '#store/values.ts'

/** What is said of a staged fact beside the fact: where it came from, and what is still to be settled in SQL. */
export interface Marks {
  readonly file: number
  readonly line: number
  /** The currency its amounts are still in; null where they are in the company's. */
  readonly currency: string | null
  /** The id is the hash of a row: equal rows of a file are told apart by their ordinal. */
  readonly hashed: boolean
  /** The order is called as the fact is, once its ordinal is known. */
  readonly ownOrder: boolean
}

export interface StagedRecord {
  readonly record: string
  readonly key: string
  /** The number of a customer; null for other records. */
  readonly customer: string | null
  readonly body: Readonly<Record<string, unknown>>
  readonly attributes: Readonly<Record<string, string>>
  readonly consents: Readonly<Record<string, boolean>>
  readonly file: number
  readonly line: number
}

export interface StagedPart {
  readonly group: string
  readonly hash: string
  readonly file: number
  readonly line: number
  /** JSON; `null` spoils the group. */
  readonly candidate: string
}

const TABLES = `
  create temp table staged_fact (
    customer uuid not null, source text collate "C" not null, id text collate "C" not null, kind smallint not null, at timestamptz not null,
    unit text, person text, paid bigint, list bigint, cost bigint, lines smallint, deals smallint, points bigint, body jsonb not null,
    currency text, file int not null, line int not null, hashed boolean not null, own_order boolean not null);
  create temp table staged_customer (customer uuid not null, key text collate "C" not null);
  create temp table staged_record (
    record text not null, key text collate "C" not null, customer uuid, body jsonb not null, attributes jsonb not null, consents jsonb not null, file int not null, line int not null);
  create temp table staged_part (grp text collate "C" not null, hash text collate "C" not null, file int not null, line int not null, candidate text not null)`
const DROP = `drop table if exists pg_temp.staged_fact, pg_temp.staged_customer, pg_temp.staged_record, pg_temp.staged_part`

/** Bytes gathered before they are sent: large enough that a COPY's round trip does not show, small enough to hold two. */
const MUCH = 1 << 20

/** Lines as bytes. (As one growing string they would live until it is sent: collecting them cost as much as parsing.) */
class Lines {
  #bytes = Buffer.allocUnsafe(2 * MUCH)
  length = 0

  add(line: string): void {
    // A character takes at most three bytes of UTF-8.
    const room = line.length * 3
    if (this.length + room > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(2 * (this.length + room))
      this.#bytes.copy(larger, 0, 0, this.length)
      this.#bytes = larger
    }
    this.length += this.#bytes.write(line, this.length)
  }

  /** Hands over what was gathered and begins anew. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.length)
    this.#bytes = Buffer.allocUnsafe(2 * MUCH)
    this.length = 0
    return taken
  }
}

type Table = 'staged_fact' | 'staged_customer' | 'staged_record' | 'staged_part'

/**
 * Where an import gathers what it reads before any of it counts: temporary tables, without indexes and without WAL, that go with the
 * connection. A killed import leaves nothing to sweep up. (Copied straight into the keyed table, rows in file order would scatter
 * over its index and heap; from here they go in sorted.)
 */
export class Staging {
  readonly client: Client
  /** How many of each were staged. */
  readonly counts = { facts: 0, records: 0, parts: 0, foreign: 0, hashed: 0 }
  /** The foreign currencies among staged facts. */
  readonly currencies = new Set<string>()
  readonly #gathered: Readonly<Record<Table, Lines>> = { staged_fact: new Lines(), staged_customer: new Lines(), staged_record: new Lines(), staged_part: new Lines() }
  #sending: Promise<void> = Promise.resolve()

  constructor(client: Client) {
    this.client = client
  }

  fact(fact: StoredFact, marks: Marks): void {
    this.counts.facts++
    if (marks.currency !== null) {
      this.counts.foreign++
      this.currencies.add(marks.currency)
    }
    if (marks.hashed) this.counts.hashed++
    this.#gathered.staged_fact.add(factLine(fact, marks))
  }

  customer(customer: string, key: string): void {
    this.#gathered.staged_customer.add(`${customer}\t${copyText(key)}\n`)
  }

  record(r: StagedRecord): void {
    this.counts.records++
    this.#gathered.staged_record.add(`${r.record}\t${copyText(r.key)}\t${r.customer ?? '\\N'}\t${copyJson(r.body)}\t${copyJson(r.attributes)}\t${copyJson(r.consents)}\t${r.file}\t${r.line}\n`)
  }

  part(p: StagedPart): void {
    this.counts.parts++
    this.#gathered.staged_part.add(`${copyText(p.group)}\t${copyText(p.hash)}\t${p.file}\t${p.line}\t${copyText(p.candidate)}\n`)
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
    for (const table of Object.keys(this.#gathered) as Table[]) {
      if (this.#gathered[table].length <= least) continue
      await this.#sending
      this.#sending = copyIn(this.client, `pg_temp.${table}`, this.#gathered[table].take())
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

/** Takes one connection of the pool until it is closed. */
export async function openStaging(pool: Pool): Promise<Staging> {
  const client = await pool.connect()
  try {
    // Fails where the connection had temporary tables before; then it stays as it was.
    await client.query(`set temp_buffers = '64MB'`).catch(() => undefined)
    await client.query(`${DROP}; ${TABLES}`)
    return new Staging(client)
  } catch (error) {
    client.release(error as Error)
    throw error
  }
}

function factLine(f: StoredFact, m: Marks): string {
  return `${f.customer}\t${copyText(f.source)}\t${copyText(f.id)}\t${f.kind}\t${sqlInstant(f.at)}\t${copyTextOrNull(f.unit)}\t${copyTextOrNull(f.person)}\t${
    f.paid ?? '\\N'}\t${f.list ?? '\\N'}\t${f.cost ?? '\\N'}\t${f.lines ?? '\\N'}\t${f.deals ?? '\\N'}\t${f.points ?? '\\N'}\t${copyJson(f.body)}\t${m.currency ?? '\\N'}\t${m.file}\t${m.line}\t${m.hashed ? 't' : 'f'}\t${m.ownOrder ? 't' : 'f'}\n`
}
