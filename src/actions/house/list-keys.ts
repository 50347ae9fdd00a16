import { isoOf } from '#core/units/time.ts'
import type { KeyAnswer } from '#contract/house/people.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { readKey, readKeys, type ApiKey } from '#store/house/keys.ts'

const isoOrNull = (at: number | null): string | null => (at === null ? null : isoOf(at))

/** A key as it is shown: neither it nor its hash. */
const shownOf = ({ id, name, scopes, made_at, used_at, revoked_at, first_fact_at, last_fact_at, last_kind, last_customer }: ApiKey): KeyAnswer => ({
  id, name, scopes: [...scopes], made_at: isoOf(made_at), used_at: isoOrNull(used_at), revoked_at: isoOrNull(revoked_at),
  came: first_fact_at === null || last_fact_at === null || last_kind === null ? null : { first_at: isoOf(first_fact_at), last_at: isoOf(last_fact_at), kind: last_kind, customer: last_customer },
})

/** All keys to the API, revoked ones too, oldest first. */
export const listKeys = async (ctx: Context): Promise<KeyAnswer[]> => (await readKeys(ctx.pool)).map(shownOf)

/** One key, with what came by it: whoever connects a system looks here until its first fact arrives. */
export async function showKey(ctx: Context, id: string): Promise<Result<KeyAnswer>> {
  const key = await readKey(ctx.pool, id)
  return key ? yes(shownOf(key)) : no('key_absent', { id })
}
