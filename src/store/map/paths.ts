import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import pgCopy from 'pg-copy-streams'
import { LABELS, PACKED, type Paths, type Words } from '#core/map/paths.ts'
import { compareUuids, readBinaryCopy, type Row } from '#store/binary.ts'
import type { Client, Db, Pool } from '#store/pool.ts'
import { conditions, joinsOf, standingsOf, type CustomerFilter } from '#store/relationship/filter.ts'
import { inShares } from '#store/shares.ts'
import { within, type Slice } from '#store/slices.ts'
import { run } from '#store/sql.ts'

type Numbers = Float64Array | Uint32Array | Uint16Array | Int16Array | Uint8Array

/** A column that grows. */
class Column<T extends Numbers> {
  private length = 0
  private values: T
  private readonly made: (length: number) => T
  constructor(made: (length: number) => T) {
    this.made = made
    this.values = made(1 << 12)
  }
  get size(): number {
    return this.length
  }
  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = this.made(2 * this.length)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.length++] = value
  }
  /** What is in it, without room for more. */
  all(): T {
    return this.values.slice(0, this.length) as T
  }
}

/** A column of words, of which there are few. */
class WordColumn {
  private readonly places = new Column(whole)
  private readonly names: (string | null)[] = []
  private readonly known = new Map<string | null, number>()
  push(word: string | null): void {
    let place = this.known.get(word)
    if (place === undefined) this.known.set(word, (place = this.names.push(word) - 1))
    this.places.push(place)
  }
  all(): Words {
    return { place: this.places.all(), names: this.names }
  }
}

const float = (length: number): Float64Array => new Float64Array(length)
const whole = (length: number): Uint32Array => new Uint32Array(length)
const short = (length: number): Uint16Array => new Uint16Array(length)
const byte = (length: number): Uint8Array => new Uint8Array(length)
const signed = (length: number): Int16Array => new Int16Array(length)

/** Where customers stood and what they spent, of every one, in as many parts as were read side by side. */
export const readPaths = (pool: Pool, telling: number): Promise<readonly Paths[]> =>
  // However few they are: a copy takes a connection of its own.
  inShares(pool, Infinity, async (db, slice) => [await readPart(db as Client, telling, slice)])

/** Bytes of a customer's number. */
const WIDTH = 16

async function readPart(db: Client, telling: number, slice: Slice): Promise<Paths> {
  const { numbers, ...stood } = await readStood(db, telling, slice)
  return { ...stood, numbers, ...(await readSpent(db, telling, slice, numbers)), labels: await readLabels(db, slice, numbers) }
}

/** Which of the customers of each part a filter chooses: 1, or 0. It has to hang on customers alone (`isOfCustomers`), and not on where they stood. */
export async function readChosen(pool: Pool, telling: number, filter: CustomerFilter, paths: readonly Paths[]): Promise<readonly Uint8Array[]> {
  const rows = standingsOf(telling)
  // The parts are the slices, in their order.
  const found = await inShares(pool, Infinity, (db, slice) => run<{ readonly numbers: Buffer }>(db, sql`
    select coalesce(string_agg(uuid_send(customer), ''::bytea), ''::bytea) as numbers from (
      select t.customer from standing t ${joinsOf(filter, { ...rows, slice })}
      where t.telling = ${telling} and ${sql.raw(within('t.customer', slice))} and ${conditions(filter, { ...rows, slice })} order by 1
    ) chosen`))
  const marked: Uint8Array[] = []
  for (const [i, { numbers }] of paths.entries()) {
    marked.push(markedIn(numbers, found[i]!.numbers))
    await setImmediate() // others are answered in between
  }
  return marked
}

/** Which of some numbers, in order, are among others. */
function markedIn(numbers: Uint8Array, chosen: Buffer): Uint8Array {
  const own = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.length)
  const marked = new Uint8Array(numbers.length / WIDTH)
  let place = 0
  for (let at = 0; at < chosen.length; at += WIDTH) {
    while (place < marked.length && compareUuids(own, place * WIDTH, chosen, at) < 0) place++
    if (place === marked.length) break
    if (compareUuids(own, place * WIDTH, chosen, at) === 0) marked[place++] = 1
  }
  return marked
}

/** Spans, and the numbers of whose they are, one after the other. */
async function readStood(db: Client, telling: number, slice: Slice): Promise<Pick<Paths, 'spans' | 'at' | 'until' | 'stood' | 'unit'> & { readonly numbers: Buffer }> {
  const own = Buffer.alloc(WIDTH)
  const numbers = new Column(byte)
  const [spans, at, until, stood, unit] = [new Column(whole), new Column(float), new Column(float), new Column(short), new WordColumn()]
  const packed = `(state * ${PACKED.state} + coalesce(was, 0) * ${PACKED.was} + rule * ${PACKED.rule} + heard::int * ${PACKED.heard})::int`
  await copied(db, `select customer, at, until, ${packed}, unit from span where telling = ${telling} and ${within('customer', slice)} order by customer, n`, (row) => {
    if (at.size === 0 || row.compareUuid(0, own) !== 0) {
      row.copy(0, own)
      for (const each of own) numbers.push(each)
      spans.push(at.size)
    }
    at.push(row.instant(1))
    until.push(row.instant(2))
    stood.push(row.integer(3))
    unit.push(row.textOrNull(4))
  })
  spans.push(at.size)
  return { spans: spans.all(), at: at.all(), until: until.all(), stood: stood.all(), unit: unit.all(), numbers: Buffer.from(numbers.all().buffer) }
}

/** Rows of customers in the order of their numbers, each handed on for its customer's place; `none` where a customer has none. */
async function inStep(db: Client, query: string, numbers: Buffer, each: (row: Row) => void, none: () => void): Promise<void> {
  let place = 0
  const pass = (): void => {
    none()
    place += WIDTH
  }
  await copied(db, query, (row) => {
    while (place < numbers.length && row.compareUuid(0, numbers, place) > 0) pass()
    if (place === numbers.length || row.compareUuid(0, numbers, place) !== 0) return
    each(row)
    place += WIDTH
  })
  while (place < numbers.length) pass()
}

/** What customers spent. */
async function readSpent(db: Client, telling: number, slice: Slice, numbers: Buffer): Promise<Pick<Paths, 'months' | 'month' | 'paid'>> {
  const [months, month, paid] = [new Column(whole), new Column(signed), new Column(float)]
  const begin = (): void => months.push(month.size)
  await inStep(db, `select customer, months, paid from spend where telling = ${telling} and ${within('customer', slice)} order by customer`, numbers, (row) => {
    begin()
    for (const each of row.smallints(1)) month.push(each)
    for (const each of row.bigints(2)) paid.push(each)
  }, begin)
  begin()
  return { months: months.all(), month: month.all(), paid: paid.all() }
}

async function readLabels(db: Client, slice: Slice, numbers: Buffer): Promise<Paths['labels']> {
  const columns = LABELS.map(() => new WordColumn())
  await inStep(db, `select customer, ${LABELS.join(', ')} from customer where ${within('customer', slice)} order by customer`, numbers,
    (row) => columns.forEach((column, i) => column.push(row.textOrNull(i + 1))), () => columns.forEach((column) => column.push(null)))
  return Object.fromEntries(LABELS.map((label, i) => [label, columns[i]!.all()])) as Paths['labels']
}

const copied = (db: Db, query: string, each: (row: Row) => void): Promise<void> => readBinaryCopy((db as Client).query(pgCopy.to(`copy (${query}) to stdout (format binary)`)) as AsyncIterable<Buffer>, each)
