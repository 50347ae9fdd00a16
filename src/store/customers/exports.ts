import type { Sort } from '#core/customers/sorts.ts'
import type { Separator } from '#core/customers/export.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import type { JobRow } from '#store/house/jobs.ts'
import { sqlInstant } from '#store/values.ts'

export interface ExportRow {
  readonly id: number
  readonly asked_by: string
  readonly asked_at: Instant
  readonly expires_at: Instant
  readonly filter: Readonly<Record<string, unknown>>
  readonly reach: readonly string[] | null
  readonly form: {
    readonly columns: readonly string[]
    readonly sort: Sort
    readonly descending: boolean
    readonly separator: Separator
    /** In whose words heads and states are; null for the API's. */
    readonly language: string | null
  }
  readonly customers: number | null
  readonly bytes: number | null
  readonly withdrawn: boolean
}

/** An export with how its job fares. */
export type ExportWithJob = ExportRow & Pick<JobRow, 'state' | 'ended_at' | 'done' | 'total' | 'outcome'> & { readonly job: number }

type Row<T> = T & Record<string, unknown>
const COLUMNS = 'e.id, e.asked_by, e.asked_at, e.expires_at, e.filter, e.reach, e.form, e.customers, e.bytes, e.withdrawn'

export async function insertExport(db: Db, { asked_by, asked_at, expires_at, filter, reach, form }: Omit<ExportRow, 'id' | 'customers' | 'bytes' | 'withdrawn'>): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    'insert into export (asked_by, asked_at, expires_at, filter, reach, form) values ($1, $2, $3, $4, $5, $6) returning id',
    [asked_by, sqlInstant(asked_at), sqlInstant(expires_at), JSON.stringify(filter), reach, JSON.stringify(form)])
  return (rows[0] as { id: number }).id
}

export const noteExportJob = async (db: Db, id: number, job: number): Promise<void> => void (await db.query('update export set job = $2 where id = $1', [id, job]))

export async function readExport(db: Db, id: number): Promise<ExportRow | null> {
  return (await db.query<Row<ExportRow>>(`select ${COLUMNS} from export e where e.id = $1`, [id])).rows[0] ?? null
}

/** What somebody asked for and can still be fetched, or is on its way; the newest first. */
export async function readExports(db: Db, asked_by: string, now: Instant): Promise<ExportWithJob[]> {
  const { rows } = await db.query<Row<ExportWithJob>>(
    `select ${COLUMNS}, e.job, j.state, j.ended_at, j.done, j.total, j.outcome from export e join job j on j.id = e.job where e.asked_by = $1 and e.expires_at > $2 order by e.id desc limit 100`,
    [asked_by, sqlInstant(now)])
  return rows
}

/** Begins a file anew, whatever a broken try left of it. */
export const clearParts = async (db: Db, id: number): Promise<void> => void (await db.query('delete from export_part where export = $1', [id]))

/** @returns false where the export is no longer wanted */
export async function insertPart(db: Db, id: number, n: number, bytes: Buffer, customers: readonly string[]): Promise<boolean> {
  const { rowCount } = await db.query('insert into export_part (export, n, bytes, customers) select id, $2, $3, $4::uuid[] from export where id = $1', [id, n, bytes, customers])
  return rowCount === 1
}

/** Says that a file is whole; it is withdrawn at once where somebody in it was erased while it was written. With the telling lock held shared. */
export async function finishExport(db: Db, id: number, customers: number, bytes: number, begun: Instant): Promise<void> {
  const { rows } = await db.query<{ customer: string }>('select customer from erased where at >= $1', [sqlInstant(begun)])
  await db.query('update export set customers = $2, bytes = $3 where id = $1', [id, customers, bytes])
  await withdrawExports(db, rows.map(({ customer }) => customer))
}

/** Takes back every file with these customers in it. @returns how many there were */
export async function withdrawExports(db: Db, customers: readonly string[]): Promise<number> {
  if (customers.length === 0) return 0
  // What was searched for may be a name, wherever it was found or not.
  await db.query(`update export set filter = filter - 'q' where filter ? 'q'`)
  const { rows } = await db.query<{ id: number }>('update export set withdrawn = true where id in (select export from export_part where customers && $1::uuid[]) returning id', [customers])
  await db.query('delete from export_part where export = any($1::int[])', [rows.map(({ id }) => id)])
  return rows.length
}

/** A piece of a file; null behind the last. */
export async function readPart(db: Db, id: number, n: number): Promise<Buffer | null> {
  return (await db.query<{ bytes: Buffer }>('select bytes from export_part where export = $1 and n = $2', [id, n])).rows[0]?.bytes ?? null
}

export const deleteExport = async (db: Db, id: number): Promise<void> => void (await db.query('delete from export where id = $1', [id]))

export async function countExpired(db: Db, now: Instant): Promise<number> {
  return (await db.query<{ n: number }>('select count(*) as n from export where expires_at <= $1', [sqlInstant(now)])).rows[0]?.n ?? 0
}

export async function forgetExpired(db: Db, now: Instant): Promise<number> {
  return (await db.query('delete from export where expires_at <= $1', [sqlInstant(now)])).rowCount ?? 0
}

/** What a file has of customers beside what a list shows of them. */
export interface ExportedExtra {
  readonly customer: string
  readonly channel: string | null
  readonly campaign: string | null
  readonly language: string | null
  readonly attributes: Readonly<Record<string, string>>
  readonly first_at: Instant
}

export async function readExtras(db: Db, telling: number, customers: readonly string[]): Promise<Map<string, ExportedExtra>> {
  const { rows } = await db.query<Row<ExportedExtra>>(
    `select c.customer, c.channel, c.campaign, c.language, c.attributes, t.first_at from customer c join standing t on t.telling = $1 and t.customer = c.customer where c.customer = any($2::uuid[])`,
    [telling, customers])
  return new Map(rows.map((row) => [row.customer, row]))
}
