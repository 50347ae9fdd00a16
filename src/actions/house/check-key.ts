import { timingSafeEqual } from 'node:crypto'
import { MINUTE_MS } from '#core/units/time.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Caller, Context } from '#actions/context.ts'
import { markUsed, readKey, type HashedKey } from '#store/house/keys.ts'
import type { Pool } from '#store/pool.ts'
import { Remembered } from './access/remembered.ts'
import { hashOf } from './make-key.ts'

const KEY = /^troth_([0-9a-f]{16})_[A-Za-z0-9_-]{43}$/

const KEYS = new Remembered<HashedKey>()

/** Makes the next use of a key look it up again. */
export const forgetKey = (pool: Pool, id: string): void => KEYS.forget(pool, id)

/** Makes the next use of every key look it up again. */
export const forgetKeys = (pool: Pool): void => KEYS.forget(pool)

/** Only a key that opens is worth remembering. */
async function readOpen(ctx: Context, id: string): Promise<HashedKey | null> {
  const key = await readKey(ctx.pool, id)
  return key?.revoked_at === null ? key : null
}

/** Notes that a key is in use, at most once a minute: the list is for telling which keys may go, not for counting. */
async function noteUse(ctx: Context, key: HashedKey): Promise<void> {
  const at = ctx.now()
  if (key.used_at !== null && at - key.used_at < MINUTE_MS) return
  KEYS.amend(ctx, key.id, { ...key, used_at: at })
  await markUsed(ctx.pool, key.id, at)
}

/** What does this key open? A wrong one, a revoked one and none that ever was get the same answer. */
export async function checkKey(ctx: Context, presented: string): Promise<Result<Caller>> {
  const id = KEY.exec(presented)?.[1]
  const key = id === undefined ? null : await KEYS.lookUp(ctx, id, () => readOpen(ctx, id))
  if (!key || !timingSafeEqual(key.hash, hashOf(presented))) return no('key_unknown')
  await noteUse(ctx, key)
  return yes({ actor: `key:${key.id}`, rights: key.scopes, reach: 'all', session: null })
}
