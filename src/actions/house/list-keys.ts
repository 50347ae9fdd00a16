import { isoOf } from '#core/units/time.ts'
import type { KeysAnswer } from '#contract/house/people.ts'
import type { Context } from '#actions/context.ts'
import { readKeys } from '#store/house/keys.ts'

const isoOrNull = (at: number | null): string | null => (at === null ? null : isoOf(at))

/** All keys to the API, revoked ones too, oldest first. */
export const listKeys = async (ctx: Context): Promise<KeysAnswer['keys']> =>
  (await readKeys(ctx.pool)).map(({ made_at, used_at, revoked_at, scopes, ...key }) => ({
    ...key, scopes: [...scopes], made_at: isoOf(made_at), used_at: isoOrNull(used_at), revoked_at: isoOrNull(revoked_at),
  }))
