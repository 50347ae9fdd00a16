import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { column, sqlInstant } from '#store/values.ts'

/** Who was shut out of a house, and since when: keys that were revoked, accounts that were shut. */
export interface ShutOut {
  readonly keys: readonly { readonly id: string; readonly at: Instant }[]
  readonly accounts: readonly { readonly id: string; readonly at: Instant }[]
}

/** @param home the schema of the house */
export async function whoIsShutOut(db: Db, home: string): Promise<ShutOut> {
  const of = async (table: string, since: string): Promise<ShutOut['keys']> =>
    (await db.query<{ id: string; at: Instant }>(`select id, ${since} as at from "${home.replaceAll('"', '""')}".${table} where ${since} is not null`)).rows
  return { keys: await of('api_key', 'revoked_at'), accounts: await of('account', 'disabled_at') }
}

/**
 * Shuts out whoever was shut out of another house that this one takes the place of, ends every session and takes back every link that was not used:
 * what was open once does not open again.
 */
export async function shutOutAgain(db: Db, { keys, accounts }: ShutOut): Promise<void> {
  const shut = (table: string, since: string, who: ShutOut['keys']): Promise<unknown> =>
    db.query(`update ${table} t set ${since} = coalesce(t.${since}, s.at) from unnest($1::text[], $2::timestamptz[]) as s(id, at) where t.id = s.id`, [column(who, (one) => one.id), column(who, (one) => sqlInstant(one.at))])
  await shut('api_key', 'revoked_at', keys)
  await shut('account', 'disabled_at', accounts)
  await db.query('delete from session')
  await db.query('delete from link where used_at is null')
}
