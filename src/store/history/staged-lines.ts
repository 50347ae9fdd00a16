import type { StoredFact } from '#core/history/stored.ts'
import { BinaryRows } from '#store/binary-out.ts'
import { copyJson, copyText } from '#store/copy.ts'

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

export const STAGED_TABLES = ['staged_fact', 'staged_customer', 'staged_record', 'staged_part'] as const
export type StagedTable = (typeof STAGED_TABLES)[number]
/** The others are few, or hold texts only. */
const TEXT_TABLES = ['staged_customer', 'staged_record', 'staged_part'] as const
type TextTable = (typeof TEXT_TABLES)[number]

/** Rows as COPY takes them, by table (facts in its binary format, the others as text), and what they amount to. It can be handed from one thread to another. */
export interface StagedBytes {
  readonly bytes: Readonly<Partial<Record<StagedTable, Uint8Array>>>
  readonly counts: StagedCounts
  /** The foreign currencies among the facts. */
  readonly currencies: readonly string[]
}
export interface StagedCounts {
  readonly facts: number
  readonly records: number
  readonly parts: number
  readonly foreign: number
  readonly hashed: number
}

const encoder = new TextEncoder()
const noLines = (): Record<TextTable, string[]> => ({ staged_customer: [], staged_record: [], staged_part: [] })

/** Writes down rows to be staged. Taken piece by piece: one text turned into bytes costs less than its lines, while it is young. */
export class StagedLines {
  #counts = { facts: 0, records: 0, parts: 0, foreign: 0, hashed: 0 }
  #currencies = new Set<string>()
  readonly #facts = new BinaryRows()
  #lines = noLines()

  /** @param fact its customer is a packed number (`packedIdOf`) */
  fact(fact: StoredFact, marks: Marks): void {
    this.#counts.facts++
    if (marks.currency !== null) {
      this.#counts.foreign++
      this.#currencies.add(marks.currency)
    }
    if (marks.hashed) this.#counts.hashed++
    writeFact(this.#facts, fact, marks)
  }

  customer(customer: string, key: string): void {
    this.#lines.staged_customer.push(`${customer}\t${copyText(key)}\n`)
  }

  record(r: StagedRecord): void {
    this.#counts.records++
    this.#lines.staged_record.push(`${r.record}\t${copyText(r.key)}\t${r.customer ?? '\\N'}\t${copyJson(r.body)}\t${copyJson(r.attributes)}\t${copyJson(r.consents)}\t${r.file}\t${r.line}\n`)
  }

  part(p: StagedPart): void {
    this.#counts.parts++
    this.#lines.staged_part.push(`${copyText(p.group)}\t${copyText(p.hash)}\t${p.file}\t${p.line}\t${copyText(p.candidate)}\n`)
  }

  /** Hands over what was written down and begins anew. */
  take(): StagedBytes {
    const bytes: Partial<Record<StagedTable, Uint8Array>> = {}
    if (!this.#facts.isEmpty) bytes.staged_fact = this.#facts.take()
    for (const table of TEXT_TABLES) if (this.#lines[table].length > 0) bytes[table] = encoder.encode(this.#lines[table].join(''))
    this.#lines = noLines()
    const taken = { bytes, counts: this.#counts, currencies: [...this.#currencies] }
    this.#counts = { facts: 0, records: 0, parts: 0, foreign: 0, hashed: 0 }
    this.#currencies = new Set()
    return taken
  }
}

const FACT_FIELDS = 19

/** In the order of the columns of `staged_fact`. */
function writeFact(to: BinaryRows, f: StoredFact, m: Marks): void {
  to.row(FACT_FIELDS)
  to.uuid(f.customer)
  to.text(f.source)
  to.text(f.id)
  to.smallint(f.kind)
  to.instant(f.at)
  to.text(f.unit)
  to.text(f.person)
  to.bigint(f.paid)
  to.bigint(f.list)
  to.bigint(f.cost)
  to.smallint(f.lines)
  to.smallint(f.deals)
  to.bigint(f.points)
  to.json(f.body)
  to.text(m.currency)
  to.int(m.file)
  to.int(m.line)
  to.boolean(m.hashed)
  to.boolean(m.ownOrder)
}
