import type { Db } from '#store/pool.ts'
import { monthByMonth } from '#store/relationship/spend.ts'

export type Row = Readonly<Record<string, unknown>>

/** All rows that are about some customers, as they are kept. */
export interface Dossier {
  readonly records: readonly Row[]
  readonly facts: readonly Row[]
  readonly tellings: readonly { readonly id: number; readonly state: string; readonly standing: readonly Row[]; readonly spans: readonly Row[]; readonly months: readonly Row[] }[]
  readonly notices: readonly Row[]
  readonly notes: readonly Row[]
  readonly audit: readonly Row[]
  readonly imports: readonly Row[]
}

/** Reads everything that is kept about customers, by their numbers and the keys that the audit log knows them by. In one transaction, so that it belongs together. */
export async function readDossier(db: Db, customers: readonly string[], keys: readonly string[]): Promise<Dossier> {
  const rows = async (statement: string, ...values: unknown[]): Promise<Row[]> => (await db.query<Record<string, unknown>>(statement, [customers, ...values])).rows
  const { rows: known } = await db.query<{ id: number; state: string }>('select id, state from telling order by id')
  const tellings: Dossier['tellings'][number][] = []
  for (const { id, state } of known)
    tellings.push({
      id, state,
      standing: await rows('select * from standing where customer = any($1::uuid[]) and telling = $2 order by customer', id),
      spans: await rows('select * from span where customer = any($1::uuid[]) and telling = $2 order by customer, n', id),
      months: await rows(`${monthByMonth('customer = any($1::uuid[]) and telling = $2')} order by customer, month`, id),
    })
  return {
    records: await rows('select * from customer where customer = any($1::uuid[]) order by key'),
    facts: await rows('select * from fact where customer = any($1::uuid[]) order by at, kind, source, id, customer'),
    tellings,
    notices: await rows('select * from notice where customer = any($1::uuid[]) order by at, n'),
    notes: await rows('select * from note where customer = any($1::uuid[]) order by at, id, customer'),
    audit: await readAudit(db, keys),
    imports: await rows(
      `select id, what, state, begun_at, ended_at from import where id in (
         select import from fact where customer = any($1::uuid[]) union select import from customer where customer = any($1::uuid[])) order by id`),
  }
}

async function readAudit(db: Db, keys: readonly string[]): Promise<Row[]> {
  const { rows } = await db.query<Record<string, unknown>>(
    `select at, actor, what, subject, detail from audit where what like 'customer.%' and id in (
       select id from audit where subject = any($1::text[]) union select id from audit where detail ? 'other' and detail ->> 'other' = any($1::text[])) order by id`, [keys])
  return rows
}
