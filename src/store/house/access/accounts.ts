import type { Role } from '#core/house/rights.ts'
import type { Instant } from '#core/units/time.ts'
import type { Client, Db } from '#store/pool.ts'
import { sqlInstant, sqlInstantOrNull } from '#store/values.ts'

/** Somebody who logs in. */
export interface Account {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  /** Whom they work for, where their role is for units. */
  readonly units: readonly string[]
  readonly language: string | null
  readonly made_at: Instant
  readonly disabled_at: Instant | null
}

const SHOWN = `a.id, a.email, a.name, a.role, a.language, a.made_at, a.disabled_at,
  coalesce((select array_agg(u.unit order by u.unit) from account_unit u where u.account = a.id), '{}') as units`

export async function readAccount(db: Db, id: string): Promise<Account | null> {
  const { rows } = await db.query<Account & Record<string, unknown>>(`select ${SHOWN} from account a where a.id = $1`, [id])
  return rows[0] ?? null
}

/** An account with the hash of its password, by its e-mail address. */
export async function readByEmail(db: Db, email: string): Promise<(Account & { readonly password: string }) | null> {
  const { rows } = await db.query<Account & { password: string }>(`select ${SHOWN}, a.password from account a where a.email = $1`, [email])
  return rows[0] ?? null
}

/** All accounts, also those that are shut, oldest first, each with when it was last seen. */
export async function readAccounts(db: Db): Promise<(Account & { readonly seen_at: Instant | null })[]> {
  const { rows } = await db.query<Account & { seen_at: Instant | null }>(
    `select ${SHOWN}, (select max(s.seen_at) from session s where s.account = a.id) as seen_at from account a order by a.made_at, a.id`,
  )
  return rows
}

export async function anyAccount(db: Db): Promise<boolean> {
  const { rows } = await db.query<{ some: boolean }>('select exists (select from account) as some')
  return rows[0]?.some === true
}

/** How many owners can get in. */
export async function countOwners(db: Db): Promise<number> {
  const { rows } = await db.query<{ owners: number }>(`select count(*)::int as owners from account where role = 'owner' and disabled_at is null`)
  return rows[0]?.owners ?? 0
}

/** Accounts change one after the other: of two owners who shut each other out at once, one must stay. */
export const lockAccounts = async (db: Client): Promise<void> => void (await db.query('lock table account in share row exclusive mode'))

export async function insertAccount(db: Client, account: Account, password: string): Promise<void> {
  await db.query('insert into account (id, email, name, role, language, password, made_at, disabled_at) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
    account.id, account.email, account.name, account.role, account.language, password, sqlInstant(account.made_at), sqlInstantOrNull(account.disabled_at),
  ])
  await putUnits(db, account)
}

/** Changes all that an account says of itself but its address. */
export async function updateAccount(db: Client, account: Account): Promise<void> {
  await db.query('update account set name = $2, role = $3, language = $4, disabled_at = $5 where id = $1', [
    account.id, account.name, account.role, account.language, sqlInstantOrNull(account.disabled_at),
  ])
  await putUnits(db, account)
}

async function putUnits(db: Client, { id, units }: Account): Promise<void> {
  await db.query('delete from account_unit where account = $1', [id])
  await db.query('insert into account_unit (account, unit) select $1, unnest($2::text[]) on conflict do nothing', [id, units])
}

export const updatePassword = async (db: Db, id: string, password: string): Promise<void> =>
  void (await db.query('update account set password = $2 where id = $1', [id, password]))
