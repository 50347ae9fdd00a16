import type { MarkovAnswer, MarkovRequest } from '#contract/numbers/markov.ts'
import { no, Refused, yes, type Result } from '#contract/refusals.ts'
import { fitPanel, sojourns, unsureRows, type PanelFit } from '#stats/states/panel-fit.ts'
import type { Move } from '#stats/states/panel.ts'
import { posteriorWeights, priorOfWhole, shrinkTransitions, type Chances } from '#stats/states/transitions.ts'
import { dirichletRows, everReaches, stepsIn, worths, type UnsureChances } from '#stats/states/worth.ts'
import { sightsOf, stateNamed, type Sights } from './sights.ts'
import { readTable } from './table.ts'

/** Learns from a file how people move between states, and what that makes states worth. Needs no database. */
export async function markovFile(request: MarkovRequest): Promise<Result<MarkovAnswer>> {
  try {
    const table = await readTable(request.file)
    const sights = sightsOf(table, request.columns, request.by)
    if (sights.cells.length === 0) return no('fit_refused', { file: table.file, reason: 'no_transitions' })
    if (request.continuous) return inTime(table.file, sights, request)
    const [gap] = sights.cells.map((cell) => cell.gap)
    if (sights.cells.some((cell) => Math.abs(cell.gap - gap!) > 1e-9 * gap!)) return no('fit_refused', { file: table.file, reason: 'gaps_differ' })
    return yes(inSteps(sights, request))
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusals: error.refusals }
    throw error
  }
}

function countsOf(states: number, cells: Sights['cells']): number[][] {
  const counts = Array.from({ length: states }, () => Array.from({ length: states }, () => 0))
  for (const { from, to, n } of cells) counts[from]![to]! += n
  return counts
}

/** Evenly spaced: chances of one step, Dirichlet rows. */
function inSteps(sights: Sights, request: MarkovRequest): MarkovAnswer {
  const { states, cells } = sights
  const counts = countsOf(states.length, cells)
  const posterior = posteriorWeights(counts, priorOfWhole(counts))
  const rows = dirichletRows(posterior)
  return {
    kind: 'steps', states, n: cells.length, counts, chances: rows.means, sojourns: stepsIn(posterior), rates: null, log_likelihood: null,
    worth: worthOf(rows, states, request), ever: everOf(rows.means, states, request), segments: segmentsOf(sights),
  }
}

function worthOf(rows: UnsureChances, states: readonly string[], { rewards, discount }: MarkovRequest): MarkovAnswer['worth'] {
  const named = Object.keys(rewards)
  if (named.length === 0) return null
  for (const name of named) stateNamed(states, 'reward', name)
  const found = worths(rows, states.map((name) => ({ mean: rewards[name] ?? 0, error: 0 })), { discount })
  return {
    states: found.states.map((figure, i) => ({ state: states[i]!, ...figure })),
    moves: found.moves.flatMap((row, i) => row.flatMap((figure, j) => (i === j ? [] : [{ from: states[i]!, to: states[j]!, ...figure }]))),
  }
}

function everOf(chances: Chances, states: readonly string[], { target, ends }: MarkovRequest): MarkovAnswer['ever'] {
  if (target === undefined) return null
  const found = everReaches(chances, stateNamed(states, 'target', target), ends.map((name) => stateNamed(states, 'end', name)))
  return found.map((chance, i) => ({ state: states[i]!, chance }))
}

function segmentsOf({ states, cells, segments }: Sights): MarkovAnswer['segments'] {
  if (!segments) return null
  const groups = [...Map.groupBy(cells.map((cell, i) => ({ cell, segment: segments[i]! })), ({ segment }) => segment)].sort(([a], [b]) => a.localeCompare(b, 'en'))
  const shrunken = shrinkTransitions(groups.map(([, group]) => countsOf(states.length, group.map(({ cell }) => cell))))
  return { weights: shrunken.weights, each: groups.map(([segment, group], i) => ({ segment, n: group.length, chances: shrunken.segments[i]!.chances })) }
}

/** The moves that were named, or all out of states that somebody was seen to leave or stay in. */
function movesOf({ states, cells }: Sights, { moves, exact }: MarkovRequest): Move[] {
  if (moves.length > 0) return moves.map(([from, to]) => ({ from: stateNamed(states, 'move', from), to: stateNamed(states, 'move', to) }))
  const final = new Set(exact.map((name) => stateNamed(states, 'exact', name)))
  const left = new Set(cells.filter(({ from, to }) => from !== to).map(({ from }) => from))
  return states.flatMap((_, from) => (final.has(from) || !left.has(from) ? [] : states.flatMap((_to, to) => (to === from ? [] : [{ from, to }]))))
}

/** At odd moments: rates by the likelihood of what was seen. */
function inTime(file: string, sights: Sights, request: MarkovRequest): Result<MarkovAnswer> {
  const { states } = sights
  const exact = new Set(request.exact.map((name) => stateNamed(states, 'exact', name)))
  const cells = sights.cells.map((cell) => (exact.has(cell.to) && cell.from !== cell.to ? { ...cell, exact: true } : cell))
  const moves = movesOf(sights, request)
  if (moves.length === 0) return no('fit_refused', { file, reason: 'nobody_moved' })
  const outcome = fitPanel(states.length, moves, cells)
  if (!outcome.ok) return no('fit_refused', { file, reason: outcome.reason })
  const fit = outcome.value
  const counts = countsOf(states.length, cells)
  const rows = unsureRows(fit, 1)
  return yes({
    kind: 'continuous', states, n: fit.n, counts, chances: rows.means, sojourns: sojourns(fit), rates: ratesOf(fit, states), log_likelihood: fit.logLikelihood,
    worth: worthOf(rows, states, request), ever: everOf(rows.means, states, request), segments: null,
  })
}

const ratesOf = ({ moves, rates, standardErrors, held }: PanelFit, states: readonly string[]): MarkovAnswer['rates'] =>
  moves.map((move, i) => ({ from: states[move.from]!, to: states[move.to]!, value: rates[i]!, standard_error: standardErrors[i]!, held: held.includes(move) }))
