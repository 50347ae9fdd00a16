import { isoOf } from '#core/units/time.ts'
import type { AccountAnswer } from '#contract/house/people.ts'
import type { Context } from '#actions/context.ts'
import { anyAccount, readAccounts, type Account } from '#store/house/access/accounts.ts'

const isoOrNull = (at: number | null): string | null => (at === null ? null : isoOf(at))

/** An account as it is shown. */
export const accountOf = (account: Account): AccountAnswer => ({
  id: account.id, email: account.email, name: account.name, role: account.role, units: [...account.units],
  language: account.language as AccountAnswer['language'], made_at: isoOf(account.made_at), disabled_at: isoOrNull(account.disabled_at),
})

/** Everybody who may sign in, and those who no longer may. */
export async function listAccounts(ctx: Context): Promise<{ accounts: (AccountAnswer & { seen_at: string | null })[] }> {
  return { accounts: (await readAccounts(ctx.pool)).map((account) => ({ ...accountOf(account), seen_at: isoOrNull(account.seen_at) })) }
}

/** Has anybody an account here yet? */
export const hasAccounts = (ctx: Context): Promise<boolean> => anyAccount(ctx.pool)
