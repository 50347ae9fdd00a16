import type { CostRow } from '#core/money/cost-row.ts'
import type { Instant } from '#core/units/time.ts'
import type { Client, Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'

/** A file of costs as it was brought in. */
export interface CostFile {
  readonly id: number
  readonly name: string
  readonly brought_at: Instant
  readonly brought_by: string
  readonly rows: number
  readonly from: string
  readonly to: string
  readonly win: number
  readonly keep: number
}

const FILES = `
  select f.id, f.name, f.brought_at, f.brought_by, count(*)::int as rows, min(c.from_day)::text as from, max(c.to_day)::text as to,
    coalesce(sum(c.amount) filter (where c.purpose = 'win'), 0)::bigint as win, coalesce(sum(c.amount) filter (where c.purpose = 'keep'), 0)::bigint as keep
  from cost_file f join cost c on c.file = f.id`

/** The newest first. */
export async function listCostFiles(db: Db): Promise<CostFile[]> {
  const { rows } = await db.query<CostFile & Record<string, unknown>>(`${FILES} group by f.id order by f.id desc`)
  return rows
}

export async function readCostFile(db: Db, digest: string): Promise<CostFile | null> {
  const { rows } = await db.query<CostFile & Record<string, unknown>>(`${FILES} where f.digest = $1 group by f.id`, [digest])
  return rows[0] ?? null
}

/** Keeps a file of costs. @returns whether it is new: one with the very same rows is not kept twice */
export async function insertCosts(db: Client, file: { readonly name: string; readonly digest: string; readonly at: Instant; readonly by: string }, costs: readonly CostRow[]): Promise<boolean> {
  const { rows } = await db.query<{ id: number }>(
    `insert into cost_file (name, digest, brought_at, brought_by) values ($1, $2, $3, $4) on conflict (digest) do nothing returning id`, [file.name, file.digest, sqlInstant(file.at), file.by])
  const id = rows[0]?.id
  if (id === undefined) return false
  const column = (of: (row: CostRow) => string | number | null): unknown[] => costs.map(of)
  await db.query(
    `insert into cost (file, n, purpose, channel, campaign, from_day, to_day, amount)
     select $1, row_number() over (), * from unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::date[], $7::bigint[])`,
    [id, column((row) => row.purpose), column((row) => row.channel), column((row) => row.campaign), column((row) => row.from), column((row) => row.to), column((row) => row.amount)])
  return true
}

/** Forgets a file of costs. @returns what it was called; null where it is not there */
export async function deleteCosts(db: Client, id: number): Promise<string | null> {
  const { rows } = await db.query<{ name: string }>('delete from cost_file where id = $1 returning name', [id])
  return rows[0]?.name ?? null
}

/** All that is known to have been spent on any of the days from one up to but not with another. */
export async function readCostRows(db: Db, from: string, end: string): Promise<CostRow[]> {
  const { rows } = await db.query<CostRow & Record<string, unknown>>(
    `select purpose, channel, campaign, from_day::text as from, to_day::text as to, amount from cost where from_day < $2::date and to_day >= $1::date order by file, n`, [from, end])
  return rows
}
