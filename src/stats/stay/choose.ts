/**
 * Which model foretells best, on the company's own data: each is fitted to what was known at some cuts and asked for the chance that customers
 * come back within a horizon; what came decides, by the logarithmic score (the mean of ln of the chance given to what happened; Good
 * 1952). A better likelihood at the cut is no argument.
 */
import { calibrate, slopeError, type Calibration } from '../calibration.ts'
import { heldChance, logScoreSum, scoresApart } from '../log-score.ts'
import { fitted, unfit, type Outcome } from '../outcome.ts'
import { packCells, type Cell, type History } from './cells.ts'
import { ceilingOf, lowered } from './ceiling.ts'
import { fitStay, type FitOptions, type StayUnfit } from './fit.ts'
import type { StayModel } from './model.ts'

/** Customers with the same history at a cut, and what came of them. */
export interface HeldOutCell extends Cell {
  /** How many of the n bought again within the horizon. */
  readonly came: number
  /** Purchases of all n within the horizon. */
  readonly purchases: number
}

export interface Cut {
  readonly horizon: number
  readonly cells: readonly HeldOutCell[]
  /** How a model that counts time otherwise reads the same: by its name, the horizon and the history of each cell. */
  readonly read?: Readonly<Record<string, Reading>>
}

export interface Reading {
  readonly horizon: number
  /** One for each cell. */
  readonly histories: readonly History[]
}

/** How one model did, over all cuts. */
export interface Contest {
  readonly model: string
  /** Of a customer; 0 would be certainty come true. */
  readonly logScore: number
  /** By how much the winner's is better, with the standard error of that: over the same customers. 0 for the winner, below 0 for a check that is ahead of it. */
  readonly behind: number
  readonly behindError: number
  readonly calibration: Calibration
  /** Standard error of the calibration's slope; null where it has none. */
  readonly slopeError: number | null
  /** The most that it says of anybody, where chances are told under a ceiling; else 1. */
  readonly ceiling: number
  readonly purchasesSaid: number
  readonly purchasesCame: number
  /** At the cuts, for comparison; between models of different k it is not to be compared (`gapTerm`). */
  readonly logLikelihood: number
}

export interface ChooseOptions extends FitOptions {
  /** Is each model asked under the ceiling that serves it best (`ceiling.ts`)? */
  readonly ceilings?: boolean
}

export interface Choice {
  readonly chosen: string
  /** Is the winner ahead of the next by more than two standard errors? If not, either will do. */
  readonly clear: boolean
  /** The best first. */
  readonly table: readonly Contest[]
  /** Models that could not be fitted at some cut, and why. */
  readonly out: readonly { readonly model: string; readonly reason: StayUnfit }[]
}

/** Where no model fits, why the first does not. */
export type NoChoice = 'no_cuts' | StayUnfit

interface Said {
  readonly model: string
  readonly chances: Float64Array
  readonly ceiling: number
  readonly purchases: number
  readonly logLikelihood: number
}

function readBy({ name }: StayModel, { cells, horizon, read }: Cut): Cut {
  const reading = read?.[name]
  return reading ? { horizon: reading.horizon, cells: cells.map((cell, i) => ({ ...cell, ...reading.histories[i] })) } : { cells, horizon }
}

/** What a model says at all cuts of the customers of each cell. */
function sayAt(model: StayModel, cuts: readonly Cut[], options: ChooseOptions): Outcome<Said, StayUnfit> {
  const chances: number[] = []
  let [purchases, logLikelihood] = [0, 0]
  for (const cut of cuts) {
    const { cells, horizon } = readBy(model, cut)
    const fit = fitStay(model, packCells(cells), options)
    if (!fit.ok) return fit
    logLikelihood += fit.value.logLikelihood
    for (const cell of cells) {
      chances.push(heldChance(model.chance(fit.value.parameters, cell, horizon)))
      purchases += cell.n * model.expected(fit.value.parameters, cell, horizon)
    }
  }
  const own = Float64Array.from(chances)
  const ceiling = options.ceilings ? ceilingOf(own, cuts.flatMap(({ cells }) => cells)) : 1
  return fitted({ model: model.name, chances: lowered(own, ceiling), ceiling, purchases: ceiling * purchases, logLikelihood })
}

/**
 * Fits the models at each cut, compares what they said with what came, and chooses. Cuts should move on by at least a horizon, else they tell the same story twice.
 * @param checks models that are asked too, and told of beside the others, but not chosen: they may be ahead of the winner (`behind` is below 0 then)
 */
export function chooseModel(models: readonly StayModel[], cuts: readonly Cut[], options: ChooseOptions = {}, checks: readonly StayModel[] = []): Outcome<Choice, NoChoice> {
  const cells = cuts.flatMap((cut) => cut.cells)
  if (cells.length === 0) return unfit('no_cuts')
  const asked = [...models, ...checks].map((model) => ({ model: model.name, outcome: sayAt(model, cuts, options) }))
  const out = asked.flatMap(({ model, outcome }) => (outcome.ok ? [] : [{ model, reason: outcome.reason }]))
  const said = asked.flatMap(({ outcome }) => (outcome.ok ? [{ ...outcome.value, score: logScoreSum(outcome.value.chances, cells) }] : [])).sort((a, b) => b.score - a.score)
  const [winner, second] = said.filter(({ model }) => models.some(({ name }) => name === model))
  if (!winner) return unfit(out[0]?.reason ?? 'no_cuts')
  const [came, n] = [cells.map((cell) => cell.came), cells.map((cell) => cell.n)]
  const customers = n.reduce((sum, count) => sum + count, 0)
  const purchasesCame = cells.reduce((sum, { purchases }) => sum + purchases, 0)
  const table = said.map(({ model, chances, score, ceiling, purchases, logLikelihood }): Contest => {
    const { mean, error } = scoresApart(winner.chances, chances, cells)
    const calibration = calibrate(chances, came, n)!
    const { slope, intercept } = calibration
    return {
      model, logScore: score / customers, behind: mean, behindError: error, calibration, slopeError: slope === null ? null : slopeError(chances, { slope, intercept: intercept! }, n), ceiling,
      purchasesSaid: purchases, purchasesCame, logLikelihood,
    }
  })
  const next = table.find(({ model }) => model === second?.model)
  return fitted({ chosen: winner.model, clear: next === undefined || next.behind > 2 * next.behindError, table, out })
}
