import { timingSafeEqual } from 'node:crypto'
import { MINUTE_MS, SECOND_MS, type Instant } from '#core/units/time.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Caller, Context } from '#actions/context.ts'
import { markUsed, readKey, type HashedKey } from '#store/house/keys.ts'
import type { Pool } from '#store/pool.ts'
import { hashOf } from './make-key.ts'

const KEY = /^troth_([0-9a-f]{16})_[A-Za-z0-9_-]{43}$/

/** How long a key that was looked up is believed: every request would else be two, and a revoked key must not live on elsewhere. */
const KEPT_MS = 4 * SECOND_MS
const MOST_KEPT = 1000

interface KnownKeys {
  readonly keys: Map<string, { readonly key: HashedKey; readonly read_at: Instant }>
  /** Grows when a key is revoked here: what was read before that is not kept any more. */
  revoked: number
}
const KNOWN = new WeakMap<Pool, KnownKeys>()

function knownKeys(pool: Pool): KnownKeys {
  const known = KNOWN.get(pool) ?? { keys: new Map(), revoked: 0 }
  KNOWN.set(pool, known)
  return known
}

/** Makes the next use of a key look it up again. */
export function forgetKey(pool: Pool, id: string): void {
  const known = knownKeys(pool)
  known.revoked++
  known.keys.delete(id)
}

/** Makes the next use of every key look it up again. */
export const forgetKeys = (pool: Pool): void => void KNOWN.delete(pool)

async function lookUp(ctx: Context, id: string): Promise<HashedKey | null> {
  const known = knownKeys(ctx.pool)
  const kept = known.keys.get(id)
  const age = kept ? ctx.now() - kept.read_at : Infinity
  if (kept && age >= 0 && age < KEPT_MS) return kept.key
  const { revoked } = known
  const key = await readKey(ctx.pool, id)
  if (key?.revoked_at === null && revoked === known.revoked) {
    if (known.keys.size >= MOST_KEPT) known.keys.clear()
    known.keys.set(id, { key, read_at: ctx.now() })
  }
  return key
}

/** Notes that a key is in use, at most once a minute: the list is for telling which keys may go, not for counting. */
async function noteUse(ctx: Context, key: HashedKey): Promise<void> {
  const at = ctx.now()
  if (key.used_at !== null && at - key.used_at < MINUTE_MS) return
  const kept = knownKeys(ctx.pool).keys.get(key.id)
  if (kept) knownKeys(ctx.pool).keys.set(key.id, { ...kept, key: { ...key, used_at: at } })
  await markUsed(ctx.pool, key.id, at)
}

/** What does this key open? A wrong one, a revoked one and none that ever was get the same answer. */
export async function checkKey(ctx: Context, presented: string): Promise<Result<Caller>> {
  const id = KEY.exec(presented)?.[1]
  const key = id === undefined ? null : await lookUp(ctx, id)
  if (!key || !timingSafeEqual(key.hash, hashOf(presented)) || key.revoked_at !== null) return no('key_unknown')
  await noteUse(ctx, key)
  return yes({ actor: `key:${key.id}`, rights: key.scopes, reach: 'all' })
}
