import { SECOND_MS, type Instant } from '#core/units/time.ts'
import type { Context } from '#actions/context.ts'
import { markArrival } from '#store/house/keys.ts'
import { withTransaction, type Pool } from '#store/pool.ts'
import { lockTellingShared } from '#store/relationship/tellings.ts'
import type { Prepared } from './prepare-facts.ts'
import type { Receipt } from './sift-facts.ts'

/** A till sends hundreds of facts a second; that it does is to be seen, not each of them. The first is noted at once. */
const EVERY_MS = 2 * SECOND_MS

const NOTED = new WeakMap<Pool, Map<string, Instant>>()

/** Notes by which key facts came, and whose the latest is; what was known already has arrived too. What people bring in by hand is not noted here. */
export async function noteArrival(ctx: Context, prepared: readonly Prepared[], receipts: readonly Receipt[]): Promise<void> {
  const id = /^key:(.+)$/.exec(ctx.actor)?.[1]
  const last = receipts.findLastIndex(({ status }) => status !== 'refused')
  const sent = prepared[last]
  if (id === undefined || !sent?.ok) return
  const noted = NOTED.get(ctx.pool) ?? new Map<string, Instant>()
  NOTED.set(ctx.pool, noted)
  const at = ctx.now()
  if (Math.abs(at - (noted.get(id) ?? -Infinity)) < EVERY_MS) return
  noted.set(id, at)
  const { kind, customer } = sent.fact
  await withTransaction(ctx.pool, async (db) => {
    await lockTellingShared(db) // nobody erases them meanwhile
    await markArrival(db, id, { at, kind, customer })
  })
}
