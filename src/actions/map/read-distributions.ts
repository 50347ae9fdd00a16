import { medianOf, widened, type Counted } from '#core/map/bars.ts'
import { rangeOf } from '#core/map/borders.ts'
import { DISTRIBUTED, type Distributed, type Distribution, type DistributionsAnswer, type DistributionsQuery } from '#contract/map/distributions.ts'
import { yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { choose } from '#actions/customers/choose.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { readBars, readReaches, type Bar, type Borders, type Crowd } from '#store/map/distributions.ts'
import type { Pool } from '#store/pool.ts'
import type { CustomerFilter } from '#store/relationship/filter.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'

/** So many tell a shape of forty bars; beyond them, some are asked for all. */
const ENOUGH = 50_000
/** Fewer than these are too few: then all are asked. */
const TOO_FEW = 10_000
/** Each bar is counted in so many thinner ones, by which the median is known to a thousandth of the range. */
const FINER = 25

/** How the company's customers lie in stay, say, pay, heart and value: what one customer's figures are seen against. */
export async function readDistributions(ctx: Context, query: DistributionsQuery): Promise<Result<DistributionsAnswer>> {
  const force = await inForce(ctx.pool)
  const chosen = await choose(ctx, force, query)
  if (!chosen.ok) return chosen
  const filter = chosen.value
  return yes(await drawnOnce(ctx.pool, force, { what: ['distributions', filter], draw: () => draw(ctx.pool, force, filter) }))
}

async function draw(pool: Pool, force: InForce, filter: CustomerFilter): Promise<DistributionsAnswer> {
  const all: Crowd = { telling: force.telling.id, filter, one_in: 1 }
  const reaches = { stay: null, pay: null, heart: null, ...(await readReaches(pool, all)) }
  const borders = DISTRIBUTED.map((figure): Borders => {
    const range = rangeOf(figure, reaches[figure])
    return { figure, ...range, bars: range.bars * FINER }
  })
  const { bars, sample } = await ask(pool, all, borders, force.telling.model.customers)
  const counted = countOf(bars, 'value')
  const figures = borders.map((one) => [one.figure, distributionOf(one, bars)] as const)
  return { telling: tellingOf(force.telling), currency: force.company.currency, counted, sample, figures: Object.fromEntries(figures) as Record<Distributed, Distribution> }
}

/** Asks a sample where there are many, and everybody where that leaves too few. @param customers how many there are, about */
async function ask(pool: Pool, all: Crowd, borders: readonly Borders[], customers: number): Promise<{ bars: readonly Bar[]; sample: boolean }> {
  let one_in = 1
  while (one_in < 256 && customers / (one_in * 2) >= ENOUGH) one_in *= 2
  const bars = await readBars(pool, { ...all, one_in }, borders)
  return one_in > 1 && countOf(bars, 'value') < TOO_FEW ? { bars: await readBars(pool, all, borders), sample: false } : { bars, sample: one_in > 1 }
}

const countOf = (bars: readonly Bar[], figure: Distributed): number => bars.reduce((sum, bar) => (bar.figure === figure ? sum + bar.n : sum), 0)

function distributionOf({ figure, low, high, bars: count }: Borders, all: readonly Bar[]): Distribution {
  const inBar = new Map(all.flatMap((bar) => (bar.figure === figure ? [[bar.bar, bar.n] as const] : [])))
  const unknown = inBar.get(null) ?? 0
  const fine: Counted = { low, high, bars: Array.from({ length: count }, (_, i) => inBar.get(i + 1) ?? 0), under: inBar.get(0) ?? 0, over: inBar.get(count + 1) ?? 0 }
  const { bars, under, over } = widened(fine, FINER)
  return { n: countOf(all, figure) - unknown, unknown, low, high, median: medianOf(fine), bars: [...bars], under, over }
}
