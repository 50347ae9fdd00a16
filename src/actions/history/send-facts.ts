import { BY_HAND } from '#core/history/by-hand.ts'
import { covers, type Cover } from '#core/house/reach.ts'
import { unitOf } from '#core/relationship/memory.ts'
import { standing } from '#core/relationship/standing.ts'
import { no } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { countBatch } from '#actions/counts.ts'
import { readCover } from '#actions/house/cover.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { readNumbers } from '#store/customers/numbers.ts'
import { readCompany, type Company } from '#store/house/company.ts'
import { readKept } from '#store/relationship/standings.ts'
import { noteArrival } from './note-arrival.ts'
import { prepareFacts, type Prepared } from './prepare-facts.ts'
import { keepTogether } from './keep-together.ts'
import type { Receipt } from './sift-facts.ts'

export type { Receipt } from './sift-facts.ts'

/**
 * Takes facts as they happen: each is taken, known already, or refused with a reason, and what is taken is on disk and told when this
 * returns. Any of them may come twice, late, or in any order.
 * @param withStanding answer with where the customer stands after them
 */
export async function sendFacts(ctx: Context, inputs: readonly unknown[], withStanding = false): Promise<Receipt[]> {
  const company = (await readCompany(ctx.pool)) as Company
  const cover = await readCover(ctx)
  const prepared = (await prepareFacts(ctx.pool, inputs, company, ctx.now())).map((p) => byHand(withinReach(p, cover), ctx))
  const receipts = await keepTogether(ctx.pool, company, prepared)
  countBatch(ctx.pool, receipts)
  await noteArrival(ctx, prepared, receipts)
  if (withStanding) await addStandings(ctx, prepared, receipts, cover)
  return receipts
}

/** Whoever works for some units brings in what happened there, whoever it happened to. */
function withinReach(prepared: Prepared, cover: Cover): Prepared {
  if (!prepared.ok || covers(cover, prepared.fact.unit)) return prepared
  return no('unit_out_of_reach', { found: prepared.fact.unit ?? '–' }, '/unit')
}

/** Whoever tells something themselves is noted with it. */
function byHand(prepared: Prepared, { actor, now }: Context): Prepared {
  return prepared.ok && prepared.fact.source === BY_HAND ? { ...prepared, told: { actor, at: now() } } : prepared
}

/** Adds where each customer stands after their facts, as of now; of other units' customers that is not told. */
async function addStandings(ctx: Context, prepared: readonly Prepared[], receipts: Receipt[], cover: Cover): Promise<void> {
  const { rootOf } = await readNumbers(ctx.pool, prepared.flatMap((p) => (p.ok ? [p.stored.customer] : [])))
  const { telling, rules } = await inForce(ctx.pool)
  const kept = await readKept(ctx.pool, telling.id, prepared.flatMap((p) => (p.ok ? [rootOf(p.stored.customer)] : [])))
  for (const [i, p] of prepared.entries()) {
    const receipt = receipts[i] as Receipt
    if (!p.ok || receipt.status === 'refused') continue
    const memory = kept.get(rootOf(p.stored.customer))?.memory
    receipts[i] = { ...receipt, standing: memory && covers(cover, unitOf(memory)) ? standing(memory, Math.max(memory.told, ctx.now()), rules) : null }
  }
}

