import type { Db } from '#store/pool.ts'

/** A table of the house, as a backup takes it. */
export interface KeptTable {
  readonly name: string
  /** Where its rows are read from: of a table that is parted by telling, the current one's part. */
  readonly relation: string
  /** Those that are stored: what the database computes itself it computes again. */
  readonly columns: readonly string[]
  /** What PostgreSQL thinks it holds; 0 where it has never looked. */
  readonly rows: number
}

export interface Sequence {
  readonly name: string
  readonly last: number
  readonly called: boolean
}

/**
 * Every table in the house, found in the catalogue so that none that comes later is forgotten. Parts of tellings other than the current one
 * are left out, those not yet joined too.
 */
export async function keptTables(db: Db, telling: number): Promise<KeptTable[]> {
  const { rows } = await db.query<KeptTable & Record<string, unknown>>(
    `with house as (
       select c.oid, c.relname, c.relkind, c.relispartition, c.reltuples from pg_class c
       where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
         and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')
     ), kept as (
       select h.relname as name, coalesce(part.relname, h.relname) as relation, h.oid, coalesce(part.reltuples, h.reltuples) as tuples
       from house h left join lateral (
         select p.relname, p.reltuples from pg_inherits i join pg_class p on p.oid = i.inhrelid
         where i.inhparent = h.oid and pg_get_expr(p.relpartbound, p.oid) = format('FOR VALUES IN (%s)', $1::int)
       ) part on h.relkind = 'p'
       where not h.relispartition and not exists (select from house p where p.relkind = 'p' and h.relname ~ ('^' || p.relname || '_[0-9]+$'))
     )
     select name, relation, greatest(tuples, 0)::bigint as rows,
       array(select a.attname::text from pg_attribute a where a.attrelid = k.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
     from kept k order by name`,
    [telling],
  )
  return rows
}

/** Where each counter of the house stands. */
export async function readSequences(db: Db): Promise<Sequence[]> {
  const { rows } = await db.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'S' order by relname`)
  const found: Sequence[] = []
  for (const { name } of rows) {
    const { rows: [at] } = await db.query<{ last: number; called: boolean }>(`select last_value as last, is_called as called from ${quoted(name)}`)
    if (at) found.push({ name, ...at })
  }
  return found
}

/** Sets the counters of the house, those it has. */
export async function setSequences(db: Db, sequences: readonly Sequence[]): Promise<void> {
  for (const { name, last, called } of sequences)
    await db.query(`select setval(c.oid::regclass, $2, $3) from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'S' and c.relname = $1`, [name, last, called])
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Which tables refer to which, each pair once; what refers to itself is not among them. */
export async function references(db: Db): Promise<{ readonly from: string; readonly to: string }[]> {
  const { rows } = await db.query<{ from: string; to: string }>(
    `select distinct f.relname as from, t.relname as to from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
     where k.contype = 'f' and k.connamespace = current_schema()::regnamespace and f.oid <> t.oid and not f.relispartition`)
  return rows
}
