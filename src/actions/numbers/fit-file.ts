import { BEST, type FitAnswer, type FitRequest, type FittedParameter } from '#contract/numbers/fit.ts'
import { no, Refused, yes, type Result } from '#contract/refusals.ts'
import type { PositiveFit } from '#stats/fit-positive.ts'
import { expectedSpend, fitGammaGamma } from '#stats/pay/gamma-gamma.ts'
import { cohortCells, fitSbg, survivalOf, type ContractCell } from '#stats/stay/sbg.ts'
import { fitBest } from './fit-best.ts'
import { fitStayTo } from './fit-stay.ts'
import { dayNumber, historiesAt, historiesOf, logOf, type Histories } from './histories.ts'
import { badRow, columnFor, neededColumn, numbersOf, readTable, type Table } from './table.ts'

/** Fits a model to a file, and foretells. Needs no database. */
export async function fitFile(request: FitRequest): Promise<Result<FitAnswer>> {
  try {
    const table = await readTable(request.file)
    const { model, cut } = request
    if (model === 'sbg') return fitContracts(table, request)
    if (model === BEST) return fitBest(table, request)
    const histories = cut === undefined ? historiesOf(table, request.columns) : historiesAt(logOf(table, request.columns), dayNumber(cut), request.unit_days)
    return model === 'gammagamma' ? fitSpend(table, histories) : fitStayTo(table, histories, request, model)
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusals: error.refusals }
    throw error
  }
}

const parametersOf = (names: readonly string[], fit: PositiveFit): FittedParameter[] =>
  names.map((name, i) => ({ name, value: fit.parameters[i]!, standard_error: fit.standardErrors[i]! }))

const NOTHING_MORE = { repeaters: null, held_out: null, comparison: null, independence: null, left_out: 0 } as const

/** Rows of one cohort's survivors, or of contracts with whether they were left. @throws Refused */
function contractsOf(table: Table, { columns }: FitRequest): ContractCell[] {
  const periods = numbersOf(table, neededColumn(table, 'period', columns))
  const left = columnFor(table, 'left', columns)
  const cells = left === undefined ? cohortCells(survivorsOf(table, periods, columns)) : contractRows(table, periods, left, columns)
  return cells
}

function survivorsOf(table: Table, periods: Float64Array, columns: FitRequest['columns']): number[] {
  const survivors = numbersOf(table, neededColumn(table, 'survivors', columns))
  for (const [i, count] of survivors.entries()) if (periods[i] !== i || count < 0 || count > (survivors[i - 1] ?? Infinity)) throw badRow(table, i, 'period 0, 1, 2, …; survivors ≥ 0, falling')
  return [...survivors]
}

function contractRows(table: Table, periods: Float64Array, leftAt: number, columns: FitRequest['columns']): ContractCell[] {
  const left = numbersOf(table, leftAt)
  const counts = columnFor(table, 'count', columns)
  const n = counts === undefined ? undefined : numbersOf(table, counts)
  return Array.from(periods, (period, i) => {
    const count = n ? n[i]! : 1
    if (!Number.isInteger(period) || period < left[i]! || (left[i] !== 0 && left[i] !== 1) || !(count > 0)) throw badRow(table, i, 'period 1, 2, …; left 0 | 1; count > 0')
    return { periods: period, left: left[i] === 1, n: count }
  })
}

/** A cohort's future is told this far where nobody says how far. */
const USUAL_PERIODS = 12

function fitContracts(table: Table, request: FitRequest): Result<FitAnswer> {
  const cells = contractsOf(table, request)
  const fit = fitSbg(cells)
  if (!fit.ok) return no('fit_refused', { file: table.file, reason: fit.reason })
  const horizon = request.horizon ?? USUAL_PERIODS
  return yes({
    model: 'sbg', parameters: parametersOf(['alpha', 'beta'], fit.value), log_likelihood: fit.value.logLikelihood, log_covariance: fit.value.covariance,
    customers: fit.value.customers, cells: cells.length, iterations: fit.value.iterations, held: fit.value.held,
    predictions: { horizon, in_sum: null, newcomer: Array.from({ length: Math.floor(horizon) }, (_, i) => ({ t: i + 1, value: survivalOf(fit.value.parameters, i + 1) })), histories: [] },
    ...NOTHING_MORE,
  })
}

function fitSpend(table: Table, { x, mean, n }: Histories): Result<FitAnswer> {
  const rows = Array.from(x, (count, i) => ({ x: count, mean: mean[i]!, n: n[i]! }))
  const cells = rows.filter((row) => row.x > 0 && row.mean > 0)
  const fit = fitGammaGamma(cells)
  if (!fit.ok) return no('fit_refused', { file: table.file, reason: fit.reason })
  const [p, q, gamma] = fit.value.parameters as [number, number, number]
  const worth = expectedSpend({ p, q, gamma }, 0, 0)
  return yes({
    model: 'gammagamma', parameters: parametersOf(['p', 'q', 'gamma'], fit.value), log_likelihood: fit.value.logLikelihood, log_covariance: fit.value.covariance,
    customers: fit.value.customers, cells: cells.length, iterations: fit.value.iterations, held: fit.value.held,
    predictions: { horizon: null, in_sum: null, newcomer: Number.isFinite(worth) ? [{ t: 0, value: worth }] : [], histories: [] },
    ...NOTHING_MORE, independence: fit.value.independence, left_out: rows.length - cells.length,
  })
}
