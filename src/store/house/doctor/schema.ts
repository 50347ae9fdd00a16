import { readMigrations } from '#store/migrate.ts'
import { withTransaction, type Db, type Pool } from '#store/pool.ts'

/**
 * Everything that migrations make, a line each, in the terms of PostgreSQL's own catalogue: columns, constraints, indexes, views. The tables of
 * single tellings are not among them. Written the same way for the real tables and for those made to compare with.
 */
const CATALOGUE = `
  with ours as (
    select c.oid, c.relname, c.relkind from pg_class c
    where c.relnamespace = $1::oid and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and c.relname !~ '^(standing|span|spend)_[0-9]+$' and c.relname <> 'migration'
  )
  select 'table ' || relname as line from ours where relkind in ('r', 'p')
  union all
  select 'view ' || relname from ours where relkind in ('v', 'm')
  union all
  select 'column ' || o.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
    || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') || case a.attidentity when '' then '' else ' identity' end
    || case when a.attcollation <> t.typcollation then ' collate ' || l.collname else '' end
  from ours o join pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = o.oid and d.adnum = a.attnum left join pg_collation l on l.oid = a.attcollation
  where o.relkind in ('r', 'p')
  union all
  select 'constraint ' || k.conname || ' on ' || o.relname || ' ' || pg_get_constraintdef(k.oid, true) || case when k.convalidated then '' else ' not valid' end
  from ours o join pg_constraint k on k.conrelid = o.oid where k.contype in ('c', 'f', 'p', 'u', 'x')
  union all
  select regexp_replace(regexp_replace(pg_get_indexdef(i.indexrelid, 0, true), ' ON (ONLY )?\\S+', ' on ' || o.relname), '\\w+\\.(\\w+_ops)', '\\1', 'g') || case when i.indisvalid then '' else ' invalid' end
  from ours o join pg_index i on i.indrelid = o.oid
  order by 1`

async function catalogueOf(db: Db, schema: string): Promise<string[]> {
  const { rows } = await db.query<{ line: string }>(CATALOGUE, [schema])
  return rows.map((row) => row.line)
}

/** How a migrated database differs from what its migrations make. */
export interface SchemaDifference {
  readonly lacking: readonly string[]
  readonly extra: readonly string[]
}

/**
 * Runs the migrations once more, into temporary tables of a transaction that is rolled back, and compares what they make with what is there. No list of
 * tables has to be kept beside the migrations, and whatever version of PostgreSQL runs, it describes both.
 */
export async function compareSchema(pool: Pool): Promise<SchemaDifference> {
  const migrations = await readMigrations()
  const found: { there: string[]; made: string[] } = { there: [], made: [] }
  const compared = new Error('compared')
  await withTransaction(pool, async (db) => {
    const { rows } = await db.query<{ schema: string }>('select current_schema()::regnamespace::oid::text as schema')
    // Before the temporary tables are there: they would stand before the real ones, whose names would then be written with their schema.
    found.there = await catalogueOf(db, rows[0]?.schema ?? '0')
    await db.query('set local search_path = pg_temp')
    for (const { sql } of migrations) await db.query(sql)
    const { rows: made } = await db.query<{ schema: string }>('select pg_my_temp_schema()::text as schema')
    found.made = await catalogueOf(db, made[0]?.schema ?? '0')
    throw compared
  }).catch((error: unknown) => {
    if (error !== compared) throw error
  })
  const there = new Set(found.there)
  const made = new Set(found.made)
  return { lacking: found.made.filter((line) => !there.has(line)), extra: found.there.filter((line) => !made.has(line)) }
}

/** Numbers that the database gives by itself, and would give a second time. */
export interface Behind {
  readonly what: string
  readonly sequence: string
  /** The largest number in use. */
  readonly largest: number
}

/** Every identity that counts from below what is in use already. */
export async function sequencesBehind(db: Db): Promise<Behind[]> {
  const { rows: identities } = await db.query<{ table: string; column: string; sequence: string }>(
    `select c.relname as table, a.attname as column, pg_get_serial_sequence(format('%I.%I', c.relnamespace::regnamespace, c.relname), a.attname) as sequence
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attidentity <> '' and not a.attisdropped
     where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     order by 1, 2`,
  )
  const behind: Behind[] = []
  for (const { table, column, sequence } of identities) {
    // In this order: rows that come in between have taken their numbers before the sequence is looked at.
    const { rows: used } = await db.query<{ largest: number | null }>(`select max("${column}") as largest from "${table}"`)
    const { rows: given } = await db.query<{ last: number | null }>('select pg_sequence_last_value($1::regclass) as last', [sequence])
    const largest = used[0]?.largest ?? 0
    if (largest > (given[0]?.last ?? 0)) behind.push({ what: `${table}.${column}`, sequence, largest })
  }
  return behind
}
