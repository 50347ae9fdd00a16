import type { DriverOf, DriversOfAnswer, DriversOfRequest } from '#contract/numbers/drivers-of.ts'
import { no, Refused, yes, type Result } from '#contract/refusals.ts'
import { attributableShare, fitLogistic, type LogisticFit } from '#stats/drivers/logistic.ts'
import { penaltyReward, type PenaltyReward } from '#stats/drivers/penalty-reward.ts'
import { weighDrivers } from '#stats/drivers/weigh.ts'
import { neededColumn, numbersOf, readTable, type Table } from './table.ts'

/** Weighs from a file what an outcome goes with. Needs no database. */
export async function driversOfFile(request: DriversOfRequest): Promise<Result<DriversOfAnswer>> {
  try {
    const table = await readTable(request.file)
    return weigh(table, request)
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusals: error.refusals }
    throw error
  }
}

/** The columns that were named, or all others that hold numbers throughout. @throws Refused */
function driversIn(table: Table, { drivers, outcome }: DriversOfRequest): { name: string; values: Float64Array }[] {
  const at = (name: string): number => neededColumn(table, name, { [name]: name })
  if (drivers.length > 0) return drivers.map((name) => ({ name, values: numbersOf(table, at(name)) }))
  const target = at(outcome)
  const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text))
  return table.header.flatMap((name, i) => (i !== target && table.rows.every((row) => isNumber(row[i]!)) ? [{ name, values: numbersOf(table, i) }] : []))
}

function weigh(table: Table, request: DriversOfRequest): Result<DriversOfAnswer> {
  const outcome = numbersOf(table, neededColumn(table, request.outcome, { [request.outcome]: request.outcome }))
  const drivers = driversIn(table, request)
  const [names, columns] = [drivers.map(({ name }) => name), drivers.map(({ values }) => values)]
  const weighed = weighDrivers(names, columns, outcome, { resamples: request.resamples, seed: request.seed })
  if (!weighed.ok) return no('fit_refused', { file: table.file, reason: weighed.reason })
  const logistic = adjusted(names, columns, outcome, request.ridge)
  const split = request.poor === undefined || request.excellent === undefined ? null : penaltyReward(names, columns, outcome, { poor: request.poor, excellent: request.excellent })
  const told = weighed.value.drivers.map((driver): DriverOf => ({
    name: driver.name, share: { value: driver.share, low: driver.low, high: driver.high }, johnson: driver.johnson, rank: driver.rank, stability: driver.stability,
    correlation: driver.correlation, ...oddsOf(driver.name, logistic, names, columns), ...splitOf(driver.name, split?.ok ? split.value : null),
  }))
  return yes({
    outcome: request.outcome, rows: weighed.value.n, method: weighed.value.method, r_squared: weighed.value.rSquared, drivers: told.sort((a, b) => a.rank - b.rank),
    constant: weighed.value.constant, separated: logistic?.separated ?? null,
  })
}

/** For an outcome of 0 and 1 alone. */
function adjusted(names: readonly string[], columns: readonly Float64Array[], outcome: Float64Array, ridge: number): LogisticFit | null {
  if (!outcome.every((value) => value === 0 || value === 1)) return null
  const fit = fitLogistic(names, columns, outcome, { ridge })
  return fit.ok ? fit.value : null
}

function oddsOf(name: string, fit: LogisticFit | null, names: readonly string[], columns: readonly Float64Array[]): Pick<DriverOf, 'odds_ratio' | 'attributable'> {
  const at = fit?.drivers.findIndex((driver) => driver.name === name) ?? -1
  const driver = fit?.drivers[at]
  if (!fit || !driver) return { odds_ratio: null, attributable: null }
  const used = fit.drivers.map((each) => columns[names.indexOf(each.name)]!)
  // Only of what can be absent can it be said what would be without it.
  const countable = used[at]!.every((value) => value >= 0) && used[at]!.includes(0)
  return { odds_ratio: { value: driver.oddsRatio, low: driver.low, high: driver.high }, attributable: countable ? attributableShare(fit, used, at, 0) : null }
}

function splitOf(name: string, split: readonly PenaltyReward[] | null): Pick<DriverOf, 'penalty' | 'reward' | 'kind'> {
  const found = split?.find((each) => each.name === name)
  return { penalty: found?.penalty ?? null, reward: found?.reward ?? null, kind: found?.kind ?? null }
}
