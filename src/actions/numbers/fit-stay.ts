import type { FitAnswer, FitModel, FitRequest, HeldOut } from '#contract/numbers/fit.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import { BG_NBD, MBG_ERLANG_2, MBG_ERLANG_3, MBG_NBD } from '#stats/stay/bg-models.ts'
import { BG_BB } from '#stats/stay/bgbb.ts'
import { packColumns, unpack, type Cell } from '#stats/stay/cells.ts'
import { fitStay, type StayFit } from '#stats/stay/fit.ts'
import { forecast } from '#stats/stay/forecast.ts'
import type { StayModel } from '#stats/stay/model.ts'
import { PARETO_NBD } from '#stats/stay/pareto-model.ts'
import type { Histories } from './histories.ts'
import { badRow, type Table } from './table.ts'

export const MODELS: Readonly<Record<Exclude<FitModel, 'sbg' | 'gammagamma'>, StayModel>> = {
  bgnbd: BG_NBD, mbgnbd: MBG_NBD, 'mbgnbd-2': MBG_ERLANG_2, 'mbgnbd-3': MBG_ERLANG_3, paretonbd: PARETO_NBD, bgbb: BG_BB,
}

/** Opportunities are counted, not measured. @throws Refused */
function assertOpportunities(table: Table, { x, t_x, T }: Histories): void {
  for (let i = 0; i < x.length; i++) if (!Number.isInteger(t_x[i]) || !Number.isInteger(T[i]) || x[i]! > t_x[i]!) throw badRow(table, i, 't_x, T = 0, 1, 2, …; x ≤ t_x')
}

/** Fits a model of staying and foretells. */
export function fitStayTo(table: Table, histories: Histories, request: FitRequest, name: keyof typeof MODELS): Result<FitAnswer> {
  const model = MODELS[name]
  if (model === BG_BB) assertOpportunities(table, histories)
  const packed = packColumns(histories)
  const outcome = fitStay(model, packed)
  if (!outcome.ok) return no('fit_refused', { file: table.file, reason: outcome.reason })
  const fit = outcome.value
  const cells = unpack(packed)
  const horizon = request.horizon ?? histories.after?.horizon ?? packed.lengths.at(-1) ?? 0
  return yes({
    model: name,
    parameters: model.parameters.map((parameter, i) => ({ name: parameter, value: fit.parameters[i]!, standard_error: fit.standardErrors[i]! })),
    log_likelihood: fit.logLikelihood, log_covariance: fit.covariance, customers: fit.customers, repeaters: fit.repeaters, cells: cells.length,
    iterations: fit.iterations, held: fit.held,
    predictions: {
      horizon, in_sum: inSum(model, fit, cells, horizon), newcomer: momentsOf(model, horizon).map((t) => ({ t, value: model.expectedNew(fit.parameters, t) })),
      histories: request.histories.map((history) => told(model, fit, history, horizon)),
    },
    held_out: heldOut(model, fit, histories), comparison: null, independence: null, left_out: 0,
  })
}

/** When a newcomer is looked at: a few times on the way to the horizon, opportunities one by one. */
function momentsOf(model: StayModel, horizon: number): number[] {
  return model === BG_BB ? Array.from({ length: Math.min(Math.floor(horizon), MOST_OPPORTUNITIES) }, (_, i) => i + 1) : [0.25, 0.5, 0.75, 1].map((share) => share * horizon)
}
const MOST_OPPORTUNITIES = 24

const inSum = (model: StayModel, { parameters }: StayFit, cells: readonly Cell[], horizon: number): number => cells.reduce((sum, cell) => sum + cell.n * model.expected(parameters, cell, horizon), 0)

function told(model: StayModel, fit: StayFit, history: FitRequest['histories'][number], horizon: number): FitAnswer['predictions']['histories'][number] {
  const { alive, chance, expected, purchases } = forecast(model, fit, history, horizon)
  const [p10, p50, p90] = purchases
  return { ...history, alive, chance, expected, p10, p50, p90 }
}

/** What a log holds beyond the cut, beside what the model said of it. */
function heldOut(model: StayModel, { parameters }: StayFit, { x, t_x, T, n, after }: Histories): HeldOut | null {
  if (!after) return null
  let [purchases_said, returning_said, purchases_came, returning_came] = [0, 0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const history = { x: x[i]!, t_x: t_x[i]!, T: T[i]! }
    purchases_said += n[i]! * model.expected(parameters, history, after.horizon)
    returning_said += n[i]! * model.chance(parameters, history, after.horizon)
    purchases_came += after.purchases[i]!
    if (after.purchases[i]! > 0) returning_came += 1
  }
  return { horizon: after.horizon, customers: x.length, purchases_said, purchases_came, returning_said, returning_came }
}
