import { rangeOf } from '#core/map/borders.ts'
import { DISTRIBUTED, type Distributed, type Distribution, type DistributionsAnswer, type DistributionsQuery } from '#contract/map/distributions.ts'
import { yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { choose } from '#actions/customers/choose.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { countCrowd, readBars, readSpreads, type Bar, type Borders, type Crowd, type Spread } from '#store/map/distributions.ts'
import type { Pool } from '#store/pool.ts'
import type { CustomerFilter } from '#store/relationship/filter.ts'
import { drawnOnce } from './drawn.ts'

/** So many tell a shape of forty bars to within a hundredth of its height; beyond them, some are asked for all. */
const ENOUGH = 100_000
/** Fewer than these are too few: then all are asked. */
const TOO_FEW = 10_000

/** How the company's customers lie in stay, say, pay, heart and value: what one customer's figures are seen against. */
export async function readDistributions(ctx: Context, query: DistributionsQuery): Promise<Result<DistributionsAnswer>> {
  const force = await inForce(ctx.pool)
  const chosen = await choose(ctx, force, query)
  if (!chosen.ok) return chosen
  const filter = chosen.value
  const { id, made_at } = force.telling
  const name = JSON.stringify(['distributions', force.company.secret.toString('base64'), id, made_at, filter])
  return yes(await drawnOnce(ctx.pool, name, () => draw(ctx.pool, force, filter)))
}

async function draw(pool: Pool, force: InForce, filter: CustomerFilter): Promise<DistributionsAnswer> {
  const crowd = await crowdOf(pool, force, filter)
  const spreads = new Map((await readSpreads(pool, crowd)).map((spread) => [spread.figure, spread]))
  const borders = DISTRIBUTED.map((figure): Borders => ({ figure, ...rangeOf(figure, spreads.get(figure)?.p99 ?? null) }))
  const bars = await readBars(pool, crowd, borders)
  const counted = await countCrowd(pool, crowd)
  const figures = borders.map((one) => [one.figure, distributionOf(one, spreads.get(one.figure), bars, counted)] as const)
  return {
    telling: tellingOf(force.telling), currency: force.company.currency, counted, sample: crowd.one_in > 1,
    figures: Object.fromEntries(figures) as Record<Distributed, Distribution>,
  }
}

async function crowdOf(pool: Pool, { telling }: InForce, filter: CustomerFilter): Promise<Crowd> {
  let one_in = 1
  while (one_in < 256 && telling.model.customers / (one_in * 2) >= ENOUGH) one_in *= 2
  const all: Crowd = { telling: telling.id, filter, one_in: 1 }
  const some: Crowd = { ...all, one_in }
  return one_in > 1 && (await countCrowd(pool, some)) < TOO_FEW ? all : some
}

function distributionOf({ figure, low, high, bars }: Borders, spread: Spread | undefined, found: readonly Bar[], counted: number): Distribution {
  const inBar = new Map(found.flatMap((row) => (row.figure === figure ? [[row.bar, row.n] as const] : [])))
  const n = spread?.n ?? 0
  return {
    n, unknown: counted - n, low, high, median: spread?.median ?? null,
    bars: Array.from({ length: bars }, (_, i) => inBar.get(i + 1) ?? 0),
    under: inBar.get(0) ?? 0, over: inBar.get(bars + 1) ?? 0,
  }
}
