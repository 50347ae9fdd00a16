import { scoreDrivers } from '#core/listening/score-drivers.ts'
import { DAY_MS, isoOf } from '#core/units/time.ts'
import type { ScoreDriversAnswer, ScoreDriversQuery } from '#contract/listening/score-drivers.ts'
import { yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { readBeside } from '#store/listening/beside.ts'
import type { Pool } from '#store/pool.ts'
import { lookedAt, type LookedAt } from './looked-at.ts'

/** What answers to a question hang on: the other answers and the feelings of the same customer near in time. Each customer has one voice, the latest of the period. */
export async function readScoreDrivers(ctx: Context, query: ScoreDriversQuery): Promise<Result<ScoreDriversAnswer>> {
  const asked = await lookedAt(ctx, query)
  if (!asked.ok) return asked
  return yes(await drawnOnce(ctx.pool, asked.value.force, { what: ['score-drivers', query.question, query.window, ...asked.value.what], draw: () => draw(ctx.pool, asked.value, query) }))
}

async function draw(pool: Pool, { force, said, parts }: LookedAt, { question, window }: ScoreDriversQuery): Promise<ScoreDriversAnswer> {
  const rows = await readBeside(pool, { ...said, asked: question, window_ms: window * DAY_MS })
  const { n, rSquared, method, drivers, left_out, reason, fewest } = scoreDrivers(rows, question)
  return {
    telling: tellingOf(force.telling), question, from: isoOf(said.from), to: isoOf(said.to), window_days: window, looked_at: 1 / parts,
    answers: rows.length, n, fewest, reason, r_squared: rSquared, method, drivers: [...drivers], left_out: [...left_out],
  }
}
