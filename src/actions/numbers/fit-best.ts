import type { Comparison, FitAnswer, FitModel, FitRequest } from '#contract/numbers/fit.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import { contestOf } from '#core/relationship/choose-stay.ts'
import { DAY_MS, isoDayOf } from '#core/units/time.ts'
import { chooseModel, type Choice, type Cut } from '#stats/stay/choose.ts'
import { fitStayTo, MODELS } from './fit-stay.ts'
import { dayNumber, historiesAt, logOf, type Histories } from './histories.ts'
import type { Table } from './table.ts'

/** Those that take purchases at any time. */
const CANDIDATES = ['bgnbd', 'mbgnbd', 'mbgnbd-2', 'mbgnbd-3', 'paretonbd'] as const satisfies readonly FitModel[]
/** Beyond this more cuts tell nothing new. */
const MOST_CUTS = 12

/** Customers as they were known, each a cell of their own, and who of them came. */
const cutOf = ({ x, t_x, T, after }: Histories, horizon: number): Cut => ({
  horizon,
  cells: Array.from(x, (count, i) => {
    const purchases = after?.purchases[i] ?? 0
    return { x: count, t_x: t_x[i]!, T: T[i]!, n: 1, came: purchases > 0 ? 1 : 0, purchases }
  }),
})

/** Fits the model that foretold best: each at the cut, and again a horizon later as long as the log goes. */
export function fitBest(table: Table, request: FitRequest): Result<FitAnswer> {
  if (request.cut === undefined) return no('query_invalid', { name: 'cut', found: '', expected: '2026-03-01' })
  const log = logOf(table, request.columns)
  const first = dayNumber(request.cut)
  const aheadDays = Math.round((request.horizon ?? Infinity) * request.unit_days)
  const horizonDays = Math.min(aheadDays, log.last - first)
  if (!(horizonDays > 0)) return no('fit_refused', { file: table.file, reason: 'nothing_after' })
  const days = Array.from({ length: Math.min(MOST_CUTS, Math.floor((log.last - first) / horizonDays)) }, (_, i) => first + i * horizonDays)
  const horizon = horizonDays / request.unit_days
  const choice = chooseModel(CANDIDATES.map((name) => MODELS[name]), days.map((day) => cutOf(historiesAt(log, day, request.unit_days, horizonDays), horizon)))
  if (!choice.ok) return no('fit_refused', { file: table.file, reason: choice.reason === 'no_cuts' ? 'no_customers' : choice.reason })
  const answer = fitStayTo(table, historiesAt(log, first, request.unit_days, horizonDays), { ...request, horizon }, choice.value.chosen as (typeof CANDIDATES)[number])
  return answer.ok ? yes({ ...answer.value, comparison: comparisonOf(choice.value, days, horizon) }) : answer
}

const comparisonOf = ({ table, clear }: Choice, days: readonly number[], horizon: number): Comparison => ({
  cuts: days.map((day) => isoDayOf(day * DAY_MS)), horizon, clear,
  models: table.map(contestOf),
})
