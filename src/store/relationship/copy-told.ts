import { packMemory } from '#core/relationship/packed.ts'
import { BinaryRows } from '#store/binary-out.ts'
import { copyBinaryIn } from '#store/copy.ts'
import type { Client } from '#store/pool.ts'
import type { SpanRow, SpendRow, StandingRow, ToldRows } from './rows.ts'

/** A column, and how a row's value for it is written. */
type Column<Row> = readonly [name: string, write: (to: BinaryRows, row: Row) => void]

const STANDING: readonly Column<StandingRow>[] = [
  ['customer', (to, r) => to.uuidText(r.customer)],
  ['seq', (to, r) => to.int(r.seq)],
  ['state', (to, r) => to.smallint(r.state)],
  ['since', (to, r) => to.instant(r.since)],
  ['rule', (to, r) => to.smallint(r.rule)],
  ['heard', (to, r) => to.boolean(r.heard)],
  ['unit', (to, r) => to.text(r.unit)],
  ['next_at', (to, r) => to.instant(r.next_at)],
  ['told_at', (to, r) => to.instant(r.told_at)],
  ['first_at', (to, r) => to.instant(r.first_at)],
  ['last_at', (to, r) => to.instant(r.last_at)],
  ['bought_at', (to, r) => to.instant(r.bought_at)],
  ['head', (to, r) => to.real(r.head)],
  ['heart', (to, r) => to.real(r.heart)],
  ['stay', (to, r) => to.real(r.stay)],
  ['say', (to, r) => to.real(r.say)],
  ['pay', (to, r) => to.real(r.pay)],
  ['value', (to, r) => to.bigint(r.value)],
  ['paid', (to, r) => to.bigint(r.paid)],
  ['orders', (to, r) => to.int(r.orders)],
  ['memory', (to, r) => to.text(JSON.stringify(packMemory(r.memory)))],
]

const SPAN: readonly Column<SpanRow>[] = [
  ['customer', (to, r) => to.uuidText(r.customer)],
  ['n', (to, r) => to.int(r.n)],
  ['at', (to, r) => to.instant(r.at)],
  ['until', (to, r) => to.instant(r.until)],
  ['state', (to, r) => to.smallint(r.state)],
  ['was', (to, r) => to.smallint(r.was)],
  ['unit', (to, r) => to.text(r.unit)],
  ['heard', (to, r) => to.boolean(r.heard)],
  ['rule', (to, r) => to.smallint(r.rule)],
  ['cause', (to, r) => to.smallint(r.cause)],
]

const SPEND: readonly Column<SpendRow>[] = [
  ['customer', (to, r) => to.uuidText(r.customer)],
  ['months', (to, r) => to.smallints(r.months)],
  ['paid', (to, r) => to.bigints(r.paid)],
]

/** Appends what was told to the tables of a telling that is being made. */
export async function copyTold(client: Client, telling: number, told: ToldRows): Promise<void> {
  await copyRows(client, 'standing', telling, STANDING, told.standings)
  await copyRows(client, 'span', telling, SPAN, told.spans)
  await copyRows(client, 'spend', telling, SPEND, told.spend)
}

async function copyRows<Row>(client: Client, table: string, telling: number, columns: readonly Column<Row>[], rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  const to = new BinaryRows()
  for (const row of rows) {
    to.row(columns.length + 1)
    to.int(telling)
    for (const [, write] of columns) write(to, row)
  }
  await copyBinaryIn(client, `${table}_${telling} (telling, ${columns.map(([name]) => name).join(', ')})`, [to.take()])
}
