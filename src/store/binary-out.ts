import type { Instant } from '#core/units/time.ts'

/**
 * Writes rows as `COPY … FROM STDIN (FORMAT binary)` takes them (PostgreSQL manual, "COPY", binary format): for each row a count of fields and
 * for each field a length and its bytes. Against text it spares both sides the way there and back for numbers and moments.
 */
export const BINARY_HEAD = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
export const BINARY_END = Buffer.from([0xff, 0xff])

const EPOCH_MS = 946_684_800_000
const FOREVER = 0x7fffffffffffffffn
const EVER = -0x8000000000000000n
/** PostgreSQL's numbers of types. */
const SMALLINT = 21
const BIGINT = 20
const BEGIN_BYTES = 1 << 17
/** What a row takes beside its texts, at most: forty fields of twelve bytes. */
const ROW_BYTES = 512

export class BinaryRows {
  #bytes = Buffer.allocUnsafeSlow(BEGIN_BYTES)
  #at = 0
  #uuid = ''
  #packed = ''

  get isEmpty(): boolean {
    return this.#at === 0
  }

  /** Begins a row. */
  row(fields: number): void {
    this.#room(ROW_BYTES)
    this.#at = this.#bytes.writeInt16BE(fields, this.#at)
  }

  /** Sixteen bytes, as that many letters of Latin-1. */
  uuid(latin1: string): void {
    this.#length(16)
    this.#at += this.#bytes.write(latin1, this.#at, 16, 'latin1')
  }

  /** The same, as a uuid is written. Rows about one customer come together: their number is worked out once. */
  uuidText(uuid: string): void {
    if (uuid !== this.#uuid) {
      this.#uuid = uuid
      this.#packed = Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('latin1')
    }
    this.uuid(this.#packed)
  }

  text(text: string | null): void {
    if (text === null) return this.null()
    // A character takes at most three bytes of UTF-8.
    this.#room(ROW_BYTES + text.length * 3)
    const written = this.#bytes.write(text, this.#at + 4)
    this.#length(written)
    this.#at += written
  }

  /** jsonb: a version byte, then its text. */
  json(value: unknown): void {
    const text = JSON.stringify(value)
    this.#room(ROW_BYTES + text.length * 3)
    this.#bytes[this.#at + 4] = 1
    const written = this.#bytes.write(text, this.#at + 5)
    this.#length(written + 1)
    this.#at += written + 1
  }

  boolean(value: boolean): void {
    this.#length(1)
    this.#bytes[this.#at++] = value ? 1 : 0
  }

  smallint(value: number | null): void {
    if (value === null) return this.null()
    this.#length(2)
    this.#at = this.#bytes.writeInt16BE(value, this.#at)
  }

  int(value: number): void {
    this.#length(4)
    this.#at = this.#bytes.writeInt32BE(value, this.#at)
  }

  /** A whole number that JavaScript holds exactly. */
  bigint(value: number | null): void {
    if (value === null) return this.null()
    this.#length(8)
    const high = Math.floor(value / 4_294_967_296)
    this.#at = this.#bytes.writeInt32BE(high, this.#at)
    this.#at = this.#bytes.writeUInt32BE(value - high * 4_294_967_296, this.#at)
  }

  /** A timestamptz: microseconds since 2000-01-01 (of which a double may hold all but the last), or (−)infinity. */
  instant(at: Instant | null): void {
    if (at === null) return this.null()
    const micro = (at - EPOCH_MS) * 1000
    if (Number.isSafeInteger(micro)) return this.bigint(micro)
    this.#length(8)
    this.#at = this.#bytes.writeBigInt64BE(at === Infinity ? FOREVER : at === -Infinity ? EVER : BigInt(at - EPOCH_MS) * 1000n, this.#at)
  }

  real(value: number | null): void {
    if (value === null) return this.null()
    this.#length(4)
    this.#at = this.#bytes.writeFloatBE(value, this.#at)
  }

  smallints(values: readonly number[]): void {
    this.#array(SMALLINT, 2, values)
    for (const value of values) this.smallint(value)
  }

  /** Whole numbers that JavaScript holds exactly. */
  bigints(values: readonly number[]): void {
    this.#array(BIGINT, 8, values)
    for (const value of values) this.bigint(value)
  }

  null(): void {
    this.#length(-1)
  }

  /** Hands over what was written and begins anew. */
  take(): Uint8Array {
    const taken = new Uint8Array(this.#bytes.buffer, 0, this.#at).slice()
    this.#at = 0
    return taken
  }

  /** What stands before the elements of an array (`array_recv`): dimensions, none of it null, the type of its elements; and of its one dimension length and first place. An empty one has no dimension. */
  #array(type: number, bytes: number, { length }: readonly number[]): void {
    const dimensions = Math.sign(length)
    this.#room(ROW_BYTES + length * (4 + bytes))
    this.#length(12 + dimensions * 8 + length * (4 + bytes))
    for (const value of [dimensions, 0, type, ...(dimensions ? [length, 1] : [])]) this.#at = this.#bytes.writeInt32BE(value, this.#at)
  }

  #length(bytes: number): void {
    this.#at = this.#bytes.writeInt32BE(bytes, this.#at)
  }

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(2 * (this.#at + bytes))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
  }
}
