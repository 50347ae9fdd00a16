import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type RawBuilder } from 'kysely'
import type pg from 'pg'
import type { Db } from './pool.ts'

/** Puts statements together and numbers their values; it never talks to a database itself. */
const builder = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** Runs a statement that was put together with Kysely's `sql`, as an unnamed one. */
export async function run<Row extends pg.QueryResultRow>(db: Db, statement: RawBuilder<unknown>): Promise<Row[]> {
  const { sql, parameters } = statement.compile(builder)
  return (await db.query<Row>(sql, parameters)).rows
}
