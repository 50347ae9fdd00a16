import type { Client, Db } from '#store/pool.ts'

export async function hasFacts(db: Db): Promise<boolean> {
  const { rows } = await db.query<{ some: boolean }>('select exists (select from fact) as some')
  return rows[0]?.some === true
}

export async function countCustomers(db: Db): Promise<number> {
  const { rows } = await db.query<{ customers: number }>('select count(*)::int as customers from customer')
  return rows[0]?.customers ?? 0
}

/** Is there anything in this house that somebody would miss: facts, customers, or what these refer to? */
export async function holdsHistory(db: Db): Promise<boolean> {
  const { rows } = await db.query<{ some: boolean }>(`
    select exists (select from fact) or exists (select from customer) or exists (select from unit) or exists (select from person) or exists (select from promise)
      or exists (select from rate) or exists (select from import where state <> 'reading') as some`)
  return rows[0]?.some === true
}

/** Until the end of the transaction no import begins. */
export async function keepImportsOut(db: Client): Promise<void> {
  await db.query('lock table import in share row exclusive mode')
}

/** Has anybody made this database theirs: brought something in, said who they are, or cleared it on purpose? */
export async function isTouched(db: Db): Promise<boolean> {
  const { rowCount } = await db.query(`select from audit where what in ('company.changed', 'company.cleared') limit 1`)
  return rowCount === 1 || holdsHistory(db)
}

/** Removes customers, facts, what they refer to, what was told of them and under what; the tables of tellings are dropped beside it (`dropTelling`). */
export async function removeHistory(db: Client): Promise<void> {
  await db.query('truncate fact, customer, member, notice, note, pending, untold, unit, person, promise, rate, import, upload, upload_part, mapping, export, export_part, cost, cost_file, job, shown_telling, picture')
  await db.query('update api_key set first_fact_at = null, last_fact_at = null, last_kind = null, last_customer = null')
  await db.query('delete from policy')
  await db.query('delete from model')
}

/** Forgets who was erased: they may come back. */
export async function forgetErased(db: Client): Promise<void> {
  await db.query('truncate erased')
}

/** Removes keys to the API, accounts with all that lets people in, and the record of who looked at whom. */
export async function removeAccess(db: Client): Promise<void> {
  await db.query('truncate api_key, audit, account, account_unit, session, link, attempt, segment')
}
