import type { Context } from '#actions/context.ts'
import { readKeys, type ApiKey } from '#store/house/keys.ts'

/** All keys to the API, revoked ones too, oldest first. */
export const listKeys = (ctx: Context): Promise<ApiKey[]> => readKeys(ctx.pool)
