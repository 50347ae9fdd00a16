import type { Expectation } from '#core/history/kinds.ts'
import type { Db } from '#store/pool.ts'

/** Keys of the company's own things. */
export interface Keys {
  readonly units: readonly string[]
  readonly people: readonly string[]
  readonly promises: readonly string[]
}

/** Key to name, of those that are known. A promise is called by its text. */
export async function readNames(db: Db, { units, people, promises }: Keys): Promise<{ [What in keyof Keys]: Record<string, string> }> {
  const { rows } = await db.query<{ what: keyof Keys; key: string; name: string }>(
    `select 'units' as what, key, name from unit where key = any($1::text[])
     union all select 'people', key, name from person where key = any($2::text[])
     union all select 'promises', key, text from promise where key = any($3::text[])`,
    [units, people, promises],
  )
  const named = (what: keyof Keys): Record<string, string> => Object.fromEntries(rows.flatMap((row) => (row.what === what ? [[row.key, row.name] as const] : [])))
  return { units: named('units'), people: named('people'), promises: named('promises') }
}

/** Something the company stands for. */
export interface PromiseRow {
  readonly key: string
  readonly text: string
  readonly expectation: Expectation
}

/** All that the company promises, in the order of their keys. */
export async function readPromises(db: Db): Promise<PromiseRow[]> {
  const { rows } = await db.query<PromiseRow & Record<string, unknown>>('select key, text, expectation from promise order by key')
  return rows
}
