import type { Instant } from '#core/units/time.ts'

/**
 * Reads what `COPY … TO STDOUT (FORMAT binary)` sends (PostgreSQL manual, "COPY", binary format): an 11-byte signature, flags and an extension, then for each row a
 * count of fields and for each field a length and its bytes; −1 for a count ends it. About 2.4 times as fast as a cursor.
 */
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
/** Microseconds of PostgreSQL's epoch, 2000-01-01, in ms since 1970. */
const EPOCH_MS = 946_684_800_000

/** How two uuids, of sixteen bytes each, compare: less than 0 where the first comes before the second. Four bytes at a time, of which the first mostly differ: a tenth of the time of `Buffer.compare`. */
export function compareUuids(one: Buffer, at: number, other: Buffer, there: number): number {
  for (let i = 0; i < 16; i += 4) {
    const apart = one.readUInt32BE(at + i) - other.readUInt32BE(there + i)
    if (apart !== 0) return apart
  }
  return 0
}

/** One row's fields, to be read before the next row is asked for. */
export class Row {
  bytes: Buffer = Buffer.alloc(0)
  readonly starts: number[] = []
  readonly lengths: number[] = []

  isNull(field: number): boolean {
    return this.lengths[field] === -1
  }
  text(field: number): string {
    const start = this.starts[field] as number
    return this.bytes.toString('utf8', start, start + (this.lengths[field] as number))
  }
  textOrNull(field: number): string | null {
    return this.isNull(field) ? null : this.text(field)
  }
  smallint(field: number): number {
    return this.bytes.readInt16BE(this.starts[field])
  }
  smallintOrNull(field: number): number | null {
    return this.isNull(field) ? null : this.smallint(field)
  }
  integer(field: number): number {
    return this.bytes.readInt32BE(this.starts[field])
  }
  /** Of a row of numbers without gaps, as PostgreSQL has arrays: dimensions, flags, type, length and lower bound, then each with its length. */
  smallints(field: number): number[] {
    return this.each(field, (at) => this.bytes.readInt16BE(at))
  }
  bigints(field: number): number[] {
    return this.each(field, (at) => this.bytes.readInt32BE(at) * 4_294_967_296 + this.bytes.readUInt32BE(at + 4))
  }
  private each(field: number, read: (at: number) => number): number[] {
    const start = this.starts[field] as number
    if (this.bytes.readInt32BE(start) === 0) return []
    const found: number[] = []
    for (let at = start + 20, left = this.bytes.readInt32BE(start + 12); left > 0; left--) {
      found.push(read(at + 4))
      at += 4 + this.bytes.readInt32BE(at)
    }
    return found
  }
  bigint(field: number): number {
    const start = this.starts[field] as number
    return this.bytes.readInt32BE(start) * 4_294_967_296 + this.bytes.readUInt32BE(start + 4)
  }
  bigintOrNull(field: number): number | null {
    return this.isNull(field) ? null : this.bigint(field)
  }
  /** A timestamptz; what is finer than a millisecond is cut off. */
  instant(field: number): Instant {
    return Math.floor(this.bigint(field) / 1000) + EPOCH_MS
  }
  /** How the uuid in a field compares with one among other bytes: less than 0 where it comes before it. */
  compareUuid(field: number, bytes: Buffer, at = 0): number {
    return compareUuids(this.bytes, this.starts[field] as number, bytes, at)
  }
  copy(field: number, into: Buffer): void {
    const start = this.starts[field] as number
    this.bytes.copy(into, 0, start, start + (this.lengths[field] as number))
  }
  uuid(field: number): string {
    const start = this.starts[field] as number
    const hex = this.bytes.toString('hex', start, start + 16)
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }
  /** A jsonb value: a version byte, then its text. */
  json(field: number): Record<string, unknown> {
    const start = this.starts[field] as number
    return JSON.parse(this.bytes.toString('utf8', start + 1, start + (this.lengths[field] as number))) as Record<string, unknown>
  }
}

/** Calls `each` for every row of a binary copy, one chunk's rows at a time; `between` is awaited after each chunk. */
export async function readBinaryCopy(chunks: AsyncIterable<Buffer>, each: (row: Row) => void, between: () => Promise<void> = async () => undefined): Promise<void> {
  const row = new Row()
  let rest: Buffer = Buffer.alloc(0)
  let started = false
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let at = 0
    if (!started) {
      if (rest.length < 19) continue
      if (!rest.subarray(0, 11).equals(SIGNATURE)) throw new Error('this is not a binary copy')
      at = 19 + rest.readInt32BE(15)
      started = true
    }
    row.bytes = rest
    for (;;) {
      const next = takeRow(row, at)
      if (next < 0) break
      each(row)
      at = next
    }
    rest = rest.subarray(at)
    await between()
  }
}

/** Finds the fields of the row at `at`; returns where the next begins, or −1 where this one is not whole (or is the end). */
function takeRow(row: Row, at: number): number {
  const { bytes, starts, lengths } = row
  if (at + 2 > bytes.length) return -1
  const fields = bytes.readInt16BE(at)
  if (fields < 0) return -1
  let next = at + 2
  for (let i = 0; i < fields; i++) {
    if (next + 4 > bytes.length) return -1
    const length = bytes.readInt32BE(next)
    starts[i] = next + 4
    lengths[i] = length
    next += 4 + Math.max(0, length)
    if (next > bytes.length) return -1
  }
  return next
}
