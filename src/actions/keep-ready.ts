import { COMPARISONS } from '#core/map/compare.ts'
import { GROUPINGS } from '#core/map/groupings.ts'
import { NAMED_PERIODS, USUAL_PERIOD, type NamedPeriod } from '#core/map/period.ts'
import { firstMovement, MOVEMENTS_LISTED, movementsOf, type Movement } from '#core/words/finding.ts'
import { answersQuery } from '#contract/listening/answers.ts'
import { feelingsQuery } from '#contract/listening/feelings.ts'
import { scoreDriversQuery } from '#contract/listening/score-drivers.ts'
import { distributionsQuery } from '#contract/map/distributions.ts'
import { driversQuery } from '#contract/map/drivers.ts'
import { mapQuery } from '#contract/map/map.ts'
import { seriesQuery } from '#contract/map/series.ts'
import { customersQuery } from '#contract/relationship/customer.ts'
import { worthQuery } from '#contract/worth/worth.ts'
import type { Context, OnProgress } from './context.ts'
import { countsOf } from './counts.ts'
import { readChoicesOf } from './customers/choices.ts'
import { readAnswers } from './listening/read-answers.ts'
import { readFeelings } from './listening/read-feelings.ts'
import { readScoreDrivers } from './listening/read-score-drivers.ts'
import { readDistributions } from './map/read-distributions.ts'
import { holdPaths } from './map/paths.ts'
import { readDrivers } from './map/read-drivers.ts'
import { readMap } from './map/read-map.ts'
import { readSeries } from './map/read-series.ts'
import { foretellingOf } from './money/foretell.ts'
import { readKeeping } from './money/read-keeping.ts'
import { readMoney } from './money/read-money.ts'
import { gathered, isLookedAt, isOfMany, waitingForNew } from './pictures/drawn.ts'
import { listCustomers } from './relationship/list-customers.ts'
import { readModelGroups } from './relationship/model/read-groups.ts'
import { inForce } from './relationship/rules-in-force.ts'
import { readWorth } from './worth/read-worth.ts'
import { putPictures } from '#store/pictures.ts'
import { readSight } from '#store/snapshot.ts'

/** After a round it is rested for so many times as long: it takes a twentieth of one connection's time. */
const REST_TIMES = 20
/** But not for longer: what is shown while it is drawn anew is at most ten minutes old. */
const LONGEST_REST_MS = 420_000

type Period = { readonly period?: NamedPeriod }
/** Draws something that a screen will ask for. */
type Draw = (ctx: Context) => Promise<unknown>

async function driversOf(ctx: Context, move: Movement | null, time: Period = {}): Promise<void> {
  if (move?.from) await readDrivers(ctx, driversQuery.parse({ ...time, move: `${move.from}>${move.to}` }))
}

/** Why customers moved as they did most of all that is lost: what the map opens with. */
async function openingDrivers(ctx: Context, time: Period = {}): Promise<void> {
  const map = await readMap(ctx, mapQuery.parse(time))
  await driversOf(ctx, map.ok ? firstMovement(map.value) : null, time)
}

/** Why they moved of one of the movements that are listed beside the map. */
const listedDrivers = (place: number): Draw => async (ctx) => {
  const map = await readMap(ctx, mapQuery.parse({}))
  await driversOf(ctx, (map.ok && movementsOf(map.value).movements[place]) || null)
}

const ofPeriod = (period: NamedPeriod): readonly Draw[] => [
  (ctx) => readMap(ctx, mapQuery.parse({ period })),
  (ctx) => openingDrivers(ctx, { period }),
  (ctx) => readAnswers(ctx, answersQuery.parse({ period })),
  (ctx) => readScoreDrivers(ctx, scoreDriversQuery.parse({ period })),
  (ctx) => readFeelings(ctx, feelingsQuery.parse({ period })),
]

/** What screens ask for when they are opened by somebody who reaches everybody; those that are opened most come first. */
const OPENING: readonly Draw[] = [
  (ctx) => readMap(ctx, mapQuery.parse({})),
  (ctx) => readWorth(ctx, worthQuery.parse({})),
  (ctx) => openingDrivers(ctx),
  readChoicesOf,
  async (ctx) => foretellingOf(ctx.pool, await inForce(ctx.pool)),
  (ctx) => listCustomers(ctx, customersQuery.parse({ limit: 1, total: 'true' })),
  readMoney,
  readKeeping,
  (ctx) => readAnswers(ctx, answersQuery.parse({})),
  (ctx) => readScoreDrivers(ctx, scoreDriversQuery.parse({})),
  (ctx) => readFeelings(ctx, feelingsQuery.parse({})),
  (ctx) => readDistributions(ctx, distributionsQuery.parse({})),
  (ctx) => readSeries(ctx, seriesQuery.parse({})),
  (ctx) => readModelGroups(ctx, 'unit'),
  (ctx) => readModelGroups(ctx, 'cohort'),
]

/** What is one click away from these. */
const NEXT: readonly Draw[] = [
  ...Array.from({ length: MOVEMENTS_LISTED }, (_, place) => listedDrivers(place)),
  ...COMPARISONS.map((compared): Draw => (ctx) => readMap(ctx, mapQuery.parse({ compared }))),
  ...GROUPINGS.map((by): Draw => (ctx) => readMap(ctx, mapQuery.parse({ by }))),
  ...NAMED_PERIODS.filter((period) => period !== USUAL_PERIOD).flatMap(ofPeriod),
]

/**
 * Draws all that screens open with, of very many customers, and what is one click away while somebody looks at them; and keeps it for the process that starts next.
 * @param signal ends it between one picture and the next
 */
export async function drawOpening(ctx: Context, signal?: AbortSignal, onProgress?: OnProgress): Promise<void> {
  if (!isOfMany(await inForce(ctx.pool))) return
  const all = isLookedAt(ctx.pool) ? [...OPENING, ...NEXT] : OPENING
  const pictures = await gathered(ctx.pool, async () => {
    for (const [done, draw] of all.entries()) {
      if (signal?.aborted) return
      onProgress?.({ phase: 'opening', done, total: all.length })
      await waitingForNew(() => draw(ctx))
    }
  })
  await putPictures(ctx.pool, pictures)
}

/**
 * Has ready what takes long to draw, before anybody asks for it: what the money of one customer is foretold by, and, of very many customers, all that screens open with. So nobody
 * waits for it in the morning, nor long after another telling was swapped in, or an import ended. Who comes when nobody has looked for long has the rest drawn at once.
 * @param signal ends a round between one picture and the next
 * @returns does what there is to do, and says whether there was anything
 */
export function keeperOfReady(ctx: Context, signal: AbortSignal): () => Promise<boolean> {
  let rested = { of: '', from_ms: 0 }
  return async () => {
    const force = await inForce(ctx.pool)
    const of = `${force.telling.id} ${force.telling.made_at} ${(await readSight(ctx.pool)).imported}${isLookedAt(ctx.pool) ? ' looked at' : ''}`
    const before = countsOf(ctx.pool).pictures
    await waitingForNew(() => foretellingOf(ctx.pool, force))
    if (!isOfMany(force) || (rested.of === of && performance.now() < rested.from_ms)) return countsOf(ctx.pool).pictures > before
    const begun = performance.now()
    try {
      if (isLookedAt(ctx.pool) && !signal.aborted) await waitingForNew(() => holdPaths(ctx.pool, force))
      await drawOpening(ctx, signal)
    } finally {
      rested = { of, from_ms: performance.now() + Math.min(LONGEST_REST_MS, REST_TIMES * (performance.now() - begun)) }
    }
    return true
  }
}
