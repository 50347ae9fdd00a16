import type { Db } from '#store/pool.ts'

/** What became of records that were read. */
export interface RecordCounts {
  readonly taken: number
  readonly known: number
  /** Of those taken, customers nobody knew before. */
  readonly customers: number
}

/**
 * Staged records, several of one key made into one: what a later row says stands, what it leaves out stays as it was. The
 * aggregate is PostgreSQL's own `||`, named here because it has none.
 */
export async function mergeStagedRecords(db: Db): Promise<void> {
  await db.query(`create or replace aggregate pg_temp.merged(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}')`)
  await db.query(`create temp table merged_record on commit drop as
    select record, key, (array_agg(customer))[1] as customer, pg_temp.merged(body order by file, line) as body,
      pg_temp.merged(attributes order by file, line) as attributes, pg_temp.merged(consents order by file, line) as consents
    from pg_temp.staged_record group by record, key`)
  await db.query('analyze pg_temp.merged_record')
}

export async function countMerged(db: Db): Promise<number> {
  const { rows } = await db.query<{ n: number }>('select count(*) as n from pg_temp.merged_record')
  return rows[0]?.n ?? 0
}

/** A value of the merged record `m`; `adds` where it joins what is there instead of replacing it. */
interface Column {
  readonly from: string
  readonly adds: boolean
}
/** How a kind of record is kept: its table, what names a row in it, and where each column comes from. */
interface Kept {
  readonly table: string
  readonly key: Readonly<Record<string, string>>
  readonly columns: Readonly<Record<string, Column>>
}

const text = (field: string): string => `m.body ->> '${field}'`
const over = (from: string): Column => ({ from, adds: false })
const into = (field: string): Column => ({ from: `m.${field}`, adds: true })
const texts = (...fields: readonly string[]): Kept['columns'] => Object.fromEntries(fields.map((field) => [field, over(text(field))]))

const KEPT: Readonly<Record<string, Kept>> = {
  unit: { table: 'unit', key: { key: 'm.key' }, columns: { ...texts('name', 'parent'), attributes: into('attributes') } },
  person: { table: 'person', key: { key: 'm.key' }, columns: texts('name', 'unit', 'team') },
  promise: { table: 'promise', key: { key: 'm.key' }, columns: texts('text', 'expectation') },
  rate: { table: 'rate', key: { currency: text('currency'), day: `(${text('day')})::date` }, columns: { per_unit: over(`(${text('per_unit')})::float8`) } },
  customer: {
    table: 'customer', key: { customer: 'm.customer' },
    columns: {
      ...texts('name', 'email', 'channel', 'campaign', 'referrer', 'language', 'home_unit'),
      joined_at: over(`(${text('joined_at')})::timestamptz`), attributes: into('attributes'), consents: into('consents'),
    },
  },
}

/**
 * Enters merged records: changes those that are there where they say something else, then adds those that are not. A record that
 * another import changes no longer belongs to the one that brought it, so that undoing that one leaves it.
 */
export async function keepRecords(db: Db, importId: number | null): Promise<RecordCounts> {
  let changed = 0
  const added = new Map<string, number>()
  for (const [record, kept] of Object.entries(KEPT)) {
    changed += await update(db, record, kept, importId)
    added.set(record, await insert(db, record, kept, importId))
  }
  const taken = [...added.values()].reduce((sum, n) => sum + n, changed)
  return { taken, known: (await countMerged(db)) - taken, customers: added.get('customer') ?? 0 }
}

async function update(db: Db, record: string, { table, key, columns }: Kept, importId: number | null): Promise<number> {
  const after = Object.entries(columns).map(([name, { from, adds }]) => ({
    mine: `${table}.${name}`, name, value: adds ? `${table}.${name} || ${from}` : `coalesce(${from}, ${table}.${name})`,
  }))
  const { rowCount } = await db.query(
    `update ${table} set ${after.map(({ name, value }) => `${name} = ${value}`).join(', ')}, import = case when ${table}.import = $1::int then $1::int end
     from pg_temp.merged_record m
     where m.record = '${record}' and ${on(table, key)} and (${after.map(({ mine, value }) => `${mine} is distinct from ${value}`).join(' or ')})`,
    [importId],
  )
  return rowCount ?? 0
}

async function insert(db: Db, record: string, { table, key, columns }: Kept, importId: number | null): Promise<number> {
  const named = table === 'customer' ? { ...key, key: 'm.key' } : key
  const { rowCount } = await db.query(
    `insert into ${table} (${[...Object.keys(named), ...Object.keys(columns), 'import'].join(', ')})
     select ${[...Object.values(named), ...Object.values(columns).map(({ from }) => from)].join(', ')}, $1::int from pg_temp.merged_record m
     where m.record = '${record}' and not exists (select from ${table} where ${on(table, key)}) order by ${Object.values(key).join(', ')}
     on conflict do nothing`,
    [importId],
  )
  return rowCount ?? 0
}

const on = (table: string, key: Kept['key']): string => Object.entries(key).map(([name, value]) => `${table}.${name} = ${value}`).join(' and ')

/**
 * Notes the customers with facts, their own or those of others they are merged with, whose declared home the records change: their spans are told by unit. Before
 * the records are kept.
 */
export async function noteMovedHomes(db: Db, importId: number): Promise<number> {
  const { rowCount } = await db.query(
    `insert into untold (customer, import)
     select m.customer, $1::int from pg_temp.merged_record m left join customer c on c.customer = m.customer
     where m.body ? 'home_unit' and m.body ->> 'home_unit' is distinct from c.home_unit and (
       exists (select from fact f where f.customer = m.customer) or exists (select from member x where x.customer = m.customer or x.root = m.customer)
     )`,
    [importId],
  )
  return rowCount ?? 0
}
