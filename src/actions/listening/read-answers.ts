import { scaleOf, type Asked } from '#core/listening/asked.ts'
import { BANDS, changeOf, FEWEST_ANSWERS, scoreOf, weightedScore } from '#core/listening/score.ts'
import { monthEnds, type MonthMark } from '#core/map/months.ts'
import { isoOf } from '#core/units/time.ts'
import { isoMonth, zoneOf } from '#core/units/zone.ts'
import type { AnswersAnswer, AnswersQuery } from '#contract/listening/answers.ts'
import { yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { countAnswers, countThere, type AnswerCells } from '#store/listening/answers.ts'
import { readUnits } from '#store/map/flows.ts'
import type { Pool } from '#store/pool.ts'
import { lookedAt, type LookedAt } from './looked-at.ts'

const MONTHS = 13

/**
 * What customers say where they are asked for a number: the score with its shares, its histogram and its interval, against the time before, month by month and by unit.
 * Each customer has one voice: the latest answer of the time that is looked at.
 */
export async function readAnswers(ctx: Context, query: AnswersQuery): Promise<Result<AnswersAnswer>> {
  const asked = await lookedAt(ctx, query)
  if (!asked.ok) return asked
  return yes(await drawnOnce(ctx.pool, asked.value.force, { what: ['answers', query.question, ...asked.value.what], draw: () => draw(ctx.pool, asked.value, query.question) }))
}

async function draw(pool: Pool, { force, said, parts }: LookedAt, asked: Asked): Promise<AnswersAnswer> {
  const { company, telling } = force
  const zone = zoneOf(company.zone)
  const [begins] = monthEnds(said.to, MONTHS, zone) as [MonthMark]
  const [looked, everybody, units] = await Promise.all([countAnswers(pool, { ...said, asked, zone: zone.name, since: begins.at }), parts > 1 ? countThere(pool, said) : null, readUnits(pool)])
  const cells = everybody ? { ...looked, there: everybody } : looked
  const [least, most] = scaleOf(asked)
  const histogram = (rows: Counted): number[] => histogramOf(rows, least, most)
  const told = (rows: Counted): Told => toldOf(asked, histogram(rows))
  const [now, before] = [told(cells.now), told(cells.before)]
  const last = zone.monthOf(said.to)
  return {
    telling: tellingOf(telling), company: { currency: company.currency, zone: company.zone }, question: asked, scale: { low: least, high: most },
    from: isoOf(said.from), to: isoOf(said.to), fewest: FEWEST_ANSWERS, looked_at: 1 / parts,
    now: { ...now, histogram: histogram(cells.now) }, before,
    change: now.score && before.score && changeOf(now.score, before.score),
    weighted: weightedOf(asked, cells, histogram),
    there: cells.there.reduce((sum, { n }) => sum + n, 0),
    months: Array.from({ length: MONTHS }, (_, i) => isoMonth(last - MONTHS + 1 + i)).map((month) => ({ month, ...told(cells.months.filter((row) => row.month === month)) })),
    units: byUnit(cells, new Map(units.map(({ key, name }) => [key, name])), told),
    asked: cells.asked.map(({ question, n }) => ({ question, customers: n })),
  }
}

type Counted = readonly { readonly value: number; readonly n: number }[]
type Told = Pick<AnswersAnswer['before'], 'answers'> & { readonly score: ReturnType<typeof scoreOf> }

/** Answers by value, the lowest first. */
function histogramOf(rows: Counted, least: number, most: number): number[] {
  const counts = Array.from({ length: most - least + 1 }, () => 0)
  for (const { value, n } of rows) counts[value - least]! += n
  return counts
}

const toldOf = (asked: Asked, histogram: readonly number[]): Told => ({ answers: histogram.reduce((sum, n) => sum + n, 0), score: scoreOf(asked, histogram) })

const weightedOf = (asked: Asked, { now, there }: AnswerCells, histogram: (rows: Counted) => number[]): AnswersAnswer['weighted'] =>
  weightedScore(asked, BANDS.map((_, band) => ({ band, histogram: histogram(now.filter((row) => row.band === band)), people: there.find((row) => row.band === band)?.n ?? 0 })))

/** Units with most answers first. */
const byUnit = ({ now }: AnswerCells, names: ReadonlyMap<string, string>, told: (rows: Counted) => Told): AnswersAnswer['units'] =>
  [...Map.groupBy(now, ({ unit }) => unit)].map(([unit, rows]) => ({ unit, name: unit === null ? null : (names.get(unit) ?? null), ...told(rows) }))
    .toSorted((a, b) => b.answers - a.answers || String(a.unit).localeCompare(String(b.unit)))
