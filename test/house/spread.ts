import type { Db } from '#store/pool.ts'
import type { Statement } from './statements.ts'

/** A rule that keeps every statement ready for many servers, where the rows of a customer live together on one of them. */
interface Rule {
  readonly says: string
  readonly breaks: (sql: string, spread: ReadonlySet<string>) => boolean
}

const names = (sql: string, tables: ReadonlySet<string>): boolean => [...sql.matchAll(/\b(?:from|join|update|into|using)\s+(?:only\s+)?"?(\w+)/gi)].some(([, table]) => tables.has((table ?? '').toLowerCase()))

/** One customer, or one by one those of another table that is as spread as this one. */
const ONE_CUSTOMER = /\bcustomer\s*=\s*(\$\d+|\$hole|\w+\.customer\b)/i

/** What the columns of a customer's row are set to by an UPDATE or by the UPDATE half of an upsert. */
const SETS_CUSTOMER = /\bset\b(?:(?!\b(?:from|where|returning)\b).)*?[\s,(]customer\s*=(?!\s*\w+\.customer\s+(?:and|or)\b)/i

const RULES: readonly Rule[] = [
  { says: 'no MERGE: it takes no source that is not spread in the same way', breaks: (sql) => /\bmerge\s+into\b/i.test(sql) },
  { says: 'no GROUPING SETS, ROLLUP or CUBE', breaks: (sql) => /\bgrouping\s+sets\b|\brollup\s*\(|\bcube\s*\(/i.test(sql) },
  { says: 'no recursion but within one customer', breaks: (sql) => /\bwith\s+recursive\b/i.test(sql) && !ONE_CUSTOMER.test(sql) },
  { says: 'no triggers', breaks: (sql) => /\bcreate\s+(or\s+replace\s+)?(constraint\s+)?trigger\b/i.test(sql) },
  { says: 'no FOR UPDATE or FOR SHARE over several customers', breaks: (sql, spread) => /\bfor\s+(no\s+key\s+)?(update|key\s+share|share)\b/i.test(sql) && names(sql, spread) && !/\bcustomer\s*=\s*(\$\d+|\$hole)(?!\s*\()/i.test(sql) },
  { says: 'a customer is never changed in a row: the row would have to move', breaks: (sql, spread) => SETS_CUSTOMER.test(sql) && (names(sql, spread) || /\bdo\s+update\b/i.test(sql)) },
  { says: 'an upsert into a table about customers is by a key that has the customer in it', breaks: (sql, spread) => names(sql, spread) && /\bon\s+conflict\s*\((?!(?:[^)]*\bcustomer\b|\s*\$hole))/i.test(sql) },
]

/** Every statement that breaks a rule, with the rule. */
export function unspreadable(statements: readonly Statement[], spread: ReadonlySet<string>): readonly string[] {
  return statements.flatMap(({ where, sql }) => RULES.filter(({ breaks }) => breaks(sql, spread)).map(({ says }) => `${where}: ${says}`))
}

/** The tables of a schema that have a customer: they are the ones spread over servers. Partitions follow their parents. */
export async function spreadTables(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ name: string }>(`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'customer' and not a.attisdropped
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`)
  return new Set(rows.map(({ name }) => name))
}

const CUSTOMER_OF = (relation: string): string => `(select attnum from pg_attribute where attrelid = ${relation} and attname = 'customer')`

/** What in the catalogue of a migrated database cannot be spread: one query a rule, each giving the names of what breaks it. */
const CATALOGUE: readonly (readonly [says: string, query: string])[] = [
  ['has a customer and no primary key with it', `
    select c.relname as name from pg_class c where c.relname = any($1) and c.relnamespace = current_schema()::regnamespace and not exists (
      select from pg_index i where i.indrelid = c.oid and i.indisprimary and ${CUSTOMER_OF('c.oid')} = any(i.indkey))`],
  ['is unique without the customer', `
    select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relname = any($1) and c.relnamespace = current_schema()::regnamespace and i.indisunique and not i.indisprimary and not ${CUSTOMER_OF('c.oid')} = any(i.indkey)`],
  ['is a trigger', `
    select t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and c.relnamespace = current_schema()::regnamespace and $1::text[] is not null`],
  ['leads from a table without a customer to one with it', `
    select k.conname as name from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = current_schema()::regnamespace and t.relname = any($1) and not f.relname = any($1)`],
  ['joins two tables about customers without the customer', `
    select k.conname as name from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = current_schema()::regnamespace and t.relname = any($1) and f.relname = any($1)
      and not (${CUSTOMER_OF('f.oid')} = any(k.conkey) and ${CUSTOMER_OF('t.oid')} = any(k.confkey))`],
  ['numbers rows of customers by an identity smaller than bigint, which servers cannot share', `
    select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relname = any($1) and c.relnamespace = current_schema()::regnamespace and (a.attidentity <> '' and a.atttypid <> 'int8'::regtype
      or exists (select from pg_attrdef d where d.adrelid = c.oid and d.adnum = a.attnum and pg_get_expr(d.adbin, d.adrelid) like 'nextval(%'))`],
]

/** Everything in the current schema that cannot be spread over servers. */
export async function unspreadableTables(db: Db): Promise<readonly string[]> {
  const spread = [...(await spreadTables(db))]
  const found: string[] = []
  for (const [says, query] of CATALOGUE) {
    const { rows } = await db.query<{ name: string }>(query, [spread])
    found.push(...rows.map(({ name }) => `${name} ${says}`))
  }
  return found.toSorted()
}
