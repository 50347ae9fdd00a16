import { FEELINGS } from '#core/history/kinds.ts'
import { FEWEST_ANSWERS } from '#core/listening/score.ts'
import { isoOf } from '#core/units/time.ts'
import type { FeelingsAnswer, FeelingsQuery } from '#contract/listening/feelings.ts'
import { yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { wilson } from '#stats/proportions.ts'
import { countFelt } from '#store/listening/feelings.ts'
import type { Pool } from '#store/pool.ts'
import { lookedAt, type LookedAt } from './looked-at.ts'

/** What customers felt: which share of those who said anything named each feeling, against the time before. Each customer has one voice: the latest. */
export async function readFeelings(ctx: Context, query: FeelingsQuery): Promise<Result<FeelingsAnswer>> {
  const asked = await lookedAt(ctx, query)
  if (!asked.ok) return asked
  return yes(await drawnOnce(ctx.pool, asked.value.force, { what: ['feelings', ...asked.value.what], draw: () => draw(ctx.pool, asked.value) }))
}

async function draw(pool: Pool, { force, said, parts }: LookedAt): Promise<FeelingsAnswer> {
  const rows = await countFelt(pool, said)
  const count = (isNow: boolean, feeling: string | null): number => rows.find((row) => row.isNow === isNow && row.feeling === feeling)?.n ?? 0
  const [now, before] = [count(true, null), count(false, null)]
  const share = (n: number, of: number): FeelingsAnswer['feelings'][number]['share'] => (of < FEWEST_ANSWERS ? null : wilson(n, of))
  return {
    telling: tellingOf(force.telling), from: isoOf(said.from), to: isoOf(said.to), looked_at: 1 / parts, fewest: FEWEST_ANSWERS,
    customers: { now, before },
    feelings: FEELINGS.map((feeling) => ({
      feeling, valence: force.rules.policy.valence[feeling], customers: count(true, feeling),
      share: share(count(true, feeling), now), before: share(count(false, feeling), before), was: count(false, feeling),
    })).filter(({ customers, was }) => customers + was > 0).map(({ was: _was, ...told }) => told).toSorted((a, b) => b.customers - a.customers),
  }
}
