import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'

/** A filter that somebody saved under a name. */
export interface SegmentRow {
  readonly id: number
  readonly name: string
  readonly filter: Readonly<Record<string, unknown>>
  readonly shared: boolean
  readonly made_by: string
  /** What its maker is called, where it is an account or a key. */
  readonly maker: string | null
  readonly made_at: Instant
  readonly changed_at: Instant
}

type Row = SegmentRow & Record<string, unknown>
const SELECT = `
  select s.id, s.name, s.filter, s.shared, s.made_by, coalesce(a.name, k.name) as maker, s.made_at, s.changed_at
  from segment s left join account a on s.made_by = 'account:' || a.id left join api_key k on s.made_by = 'key:' || k.id`

/** The segments that somebody sees: their own, and those that are shared. */
export async function readSegments(db: Db, actor: string): Promise<SegmentRow[]> {
  return (await db.query<Row>(`${SELECT} where s.shared or s.made_by = $1 order by lower(s.name), s.id`, [actor])).rows
}

export async function readSegment(db: Db, id: number, actor: string): Promise<SegmentRow | null> {
  return (await db.query<Row>(`${SELECT} where s.id = $1 and (s.shared or s.made_by = $2)`, [id, actor])).rows[0] ?? null
}

/** @returns its number; null where its maker has one of that name already */
export async function insertSegment(db: Db, { name, filter, shared, made_by, made_at }: Omit<SegmentRow, 'id' | 'maker' | 'changed_at'>): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>(
    'insert into segment (name, filter, shared, made_by, made_at, changed_at) values ($1, $2, $3, $4, $5, $5) on conflict (made_by, name) do nothing returning id',
    [name, JSON.stringify(filter), shared, made_by, sqlInstant(made_at)])
  return rows[0]?.id ?? null
}

/** @returns false where its maker has another of that name */
export async function updateSegment(db: Db, { id, name, filter, shared, made_by, changed_at }: Omit<SegmentRow, 'maker' | 'made_at'>): Promise<boolean> {
  const { rowCount } = await db.query(
    `update segment set name = $2, filter = $3, shared = $4, changed_at = $5 where id = $1 and not exists (select from segment o where o.made_by = $6 and o.name = $2 and o.id <> $1)`,
    [id, name, JSON.stringify(filter), shared, sqlInstant(changed_at), made_by])
  return rowCount === 1
}

export const deleteSegment = async (db: Db, id: number): Promise<void> => void (await db.query('delete from segment where id = $1', [id]))
