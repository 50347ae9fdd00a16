import { compareFacts } from '#core/history/order.ts'
import { fromStored } from '#core/history/stored.ts'
import { tellUntil } from '#core/relationship/horizon.ts'
import { WITHOUT_EFFECT } from '#core/relationship/effects.ts'
import { kindNumber } from '#core/history/kinds.ts'
import { begin } from '#core/relationship/memory.ts'
import type { Model } from '#core/relationship/model.ts'
import { tell } from '#core/relationship/tell.ts'
import { tellingRules, type TellingRules } from '#core/relationship/telling-rules.ts'
import type { Instant } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { Context, OnProgress } from '#actions/context.ts'
import { withTransaction, type Client, type Pool } from '#store/pool.ts'
import { copyTold, countFacts, streamHistories, type History } from '#store/relationship/bulk.ts'
import type { SpanRow, SpendRow, StandingRow } from '#store/relationship/rows.ts'
import {
  attachTelling, beginTelling, dropTelling, insertModel, lockTellingAlone, nextModelId, oldTellings, readTelling, swapTelling, takePending, holdRetelling,
} from '#store/relationship/tellings.ts'
import { learnModel } from './learn-model.ts'
import { outcomeOfReplay } from './replay.ts'
import { monthRows, spanRows, standingRow } from './rows.ts'
import { inForce } from './rules-in-force.ts'
import { saveOutcome } from './save.ts'

/** Customers whose rows are written at once. */
const CHUNK = 2000
const PENDING_BATCH = 500

/** Told, not yet written. */
class Buffered {
  standings: StandingRow[] = []
  spans: SpanRow[] = []
  months: SpendRow[] = []

  add({ customer, home, facts }: History, until: Instant, rules: TellingRules): void {
    const told = tell(begin(home), facts.map((row) => fromStored(row, customer)).sort(compareFacts), until, rules)
    this.standings.push(standingRow(customer, 1, told.memory, rules))
    for (const row of spanRows(customer, told.changes, 0)) this.spans.push(row)
    for (const row of monthRows(customer, told.months)) this.months.push(row)
  }
}

/**
 * Makes a new telling: learns a model from all histories as they are now, tells them all again under it, and swaps the new map in when it is
 * whole. Until then the old one is read and goes on being told; what changes meanwhile is told again before the swap.
 */
export async function retell(ctx: Context, onProgress: OnProgress = () => undefined): Promise<{ telling: number; told: number }> {
  return holdRetelling(ctx.pool, async () => {
    const broken = await readTelling(ctx.pool, 'making')
    if (broken) await dropTelling(ctx.pool, broken.id)
    onProgress({ phase: 'learning', done: 0, total: null })
    const { telling: before, company } = await inForce(ctx.pool)
    const model = await learnModel(ctx.pool, await nextModelId(ctx.pool), before.policy, company.zone)
    const rules = tellingRules(before.policy, model, zoneOf(company.zone))
    const until = tellUntil(ctx.now(), model.through, 0)
    const id = await begun(ctx, before.policy_version, model, until)
    const told = await tellAll(ctx.pool, id, until, rules, onProgress)
    onProgress({ phase: 'finishing', done: told, total: told })
    await withTransaction(ctx.pool, (db) => attachTelling(db, id))
    while (await tellPending(ctx.pool, id, until, rules));
    await withTransaction(ctx.pool, async (db) => {
      await lockTellingAlone(db)
      while (await tellSome(db, id, until, rules));
      await swapTelling(db, id, until)
    })
    for (const old of (await oldTellings(ctx.pool)).slice(0, -1)) await dropTelling(ctx.pool, old)
    return { telling: id, told }
  })
}

/** Begun with the lock held alone: who writes after this marks the customers they change as pending. */
async function begun(ctx: Context, policy: number, model: Model, until: Instant): Promise<number> {
  return withTransaction(ctx.pool, async (db) => {
    await lockTellingAlone(db)
    await insertModel(db, model, ctx.now())
    return beginTelling(db, policy, model.id, until, ctx.now())
  })
}

/** Streams all histories through the fold; while one chunk is written, the next is told. */
async function tellAll(pool: Pool, id: number, until: Instant, rules: TellingRules, onProgress: OnProgress): Promise<number> {
  const reader = await pool.connect()
  const writer = await pool.connect()
  try {
    const total = await countFacts(reader)
    let facts = 0
    let customers = 0
    let buffer = new Buffered()
    let writing: Promise<void> = Promise.resolve()
    const hand = async (least: number): Promise<void> => {
      if (buffer.standings.length < least) return
      await writing
      writing = copyTold(writer, id, buffer)
      writing.catch(() => undefined) // awaited at the next chunk, which throws it
      buffer = new Buffered()
      onProgress({ phase: 'telling', done: facts, total })
    }
    await streamHistories(reader, WITHOUT_EFFECT.map(kindNumber), (history) => {
      buffer.add(history, until, rules)
      facts += history.facts.length
      customers++
    }, () => hand(CHUNK))
    await hand(1)
    await writing
    return customers
  } finally {
    reader.release()
    writer.release()
  }
}

const tellPending = (pool: Pool, id: number, until: Instant, rules: TellingRules): Promise<boolean> =>
  withTransaction(pool, (db) => tellSome(db, id, until, rules))

/** Tells some of the customers who changed meanwhile; false where none is left. */
async function tellSome(db: Client, id: number, until: Instant, rules: TellingRules): Promise<boolean> {
  const customers = await takePending(db, id, PENDING_BATCH)
  if (customers.length > 0) await saveOutcome(db, id, await outcomeOfReplay(db, id, customers, until, rules))
  return customers.length > 0
}
