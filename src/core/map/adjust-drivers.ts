import { fitExposures, type Exposures } from '#stats/drivers/exposure.ts'
import { weighExposures, type ExposureWeight } from '#stats/drivers/exposure-doubt.ts'
import { wilson } from '#stats/proportions.ts'
import { standOut } from '#stats/drivers/stand-out.ts'
import type { Driver } from './drivers.ts'
import { besidesOf, metTogether, setsOf, type Beside, type Together } from './met-together.ts'
import { FEWEST_AFTER, type Weighed } from './weigh-drivers.ts'

/** Time at risk cut at the borders of all windows, or looked at in moments drawn from it: for each pattern of what had been met, by lot, the days and the moves. */
export interface Cells {
  /** What the numbers in a pattern stand for, from 0. */
  readonly drivers: readonly Driver[]
  /** The number that says: within the window since they came to stand there. */
  readonly just_come: number
  /** What had been met at once, from low to high. */
  readonly patterns: readonly (readonly number[])[]
  /** Parts of the customers drawn by chance: each is in one. */
  readonly lots: number
  /** Of each cell, in columns (there are a hundred thousand, and they go to another thread): its lot, and its pattern. */
  readonly lot: Uint16Array
  readonly pattern: Uint32Array
  /** The pattern of what was met at the very moment of the moves; of none, where there are none. */
  readonly at_once: Uint32Array
  readonly days: Float64Array
  readonly moves: Float64Array
  /** Where moments were drawn from the time at risk instead of cutting all of it: the days that each stands for. */
  readonly every_days: number | null
}

/** Why a driver has no adjusted ratio: it makes the move by rule; its moves came with it, not on days after it; it was met all the time or not at all; others were met by more; no estimate was found. */
export const UNADJUSTED = ['by_rule', 'at_once', 'constant', 'too_many', 'no_estimate'] as const
export type Unadjusted = (typeof UNADJUSTED)[number]

export interface Adjusted extends Weighed {
  readonly adjusted: ExposureWeight['ratio'] | null
  readonly unadjusted: Unadjusted | null
  /** Surely goes with more moves or fewer, though so many were looked at: in nineteen tables of twenty all that are said to do (Holm 1979). */
  readonly stands_out: boolean
  readonly attributable: ExposureWeight['attributable'] | null
  readonly explained: ExposureWeight['explained']
  /** What was met at next to the same time: what goes with which of them cannot be told apart, and the figures are of all of them as one. */
  readonly together: readonly Driver[]
  /** What stands out and had been met on most of its days, with the share of them: what is told of it rests on the few when only one of both had been. */
  readonly comes_with: (Driver & { readonly share: number }) | null
}

export interface Adjustment {
  readonly drivers: readonly Adjusted[]
  /** The spread of the log ratios that the ridge takes for granted; null where nothing was adjusted. */
  readonly spread: number | null
}

export const sameDriver = (a: Driver, b: Driver): boolean => a.kind === b.kind && a.by === b.by && a.what === b.what
/** What mostly comes with the move itself works at once: a rate over the days after it, which few see there, says nothing. */
export const isAtOnce = ({ moves, at_once }: Pick<Weighed, 'moves' | 'at_once'>): boolean => moves > 0 && at_once * 2 >= moves

/**
 * Adjusts drivers for each other. What makes the move by rule is left out: it would take all the moves to itself and leave none to what brought it about.
 * What no rule looks at is adjusted for its like alone: what the states are measured by (how they felt) lies between it and the move, and holding that
 * alike would hide just what it does. What the states are measured by is adjusted for both. Moves that came at the very moment of something that works at
 * once are its own: they and it stay out of what others are weighed by. All are adjusted for whether customers had only just come to
 * stand there: what brought them there has then just been met, and who has just come is near the border. A whole and its parts (a purchase; a purchase at
 * one unit) are in it together: the whole carries what its parts have in common, and the ratio of a part is against other such facts.
 */
export function adjustDrivers(told: readonly Weighed[], cells: Cells): Adjustment {
  const days = told.filter((row) => !isAtOnce(row))
  const apart = days.filter(({ tie }) => tie === 'apart')
  const measured = days.filter(({ tie }) => tie === 'measured')
  // What apart parts have in common is their whole's, though a rule may look at that.
  const wholes = measured.filter(({ kind, by }) => by === null && apart.some((row) => row.kind === kind))
  const atOnce = told.filter((row) => isAtOnce(row) && row.tie !== 'by_rule')
  const first = apart.length > 0 ? stageOf([...apart, ...wholes], without(cells, atOnce.filter(({ tie }) => tie === 'apart')), apart.length) : null
  const second = measured.length > 0 ? stageOf([...apart, ...measured], without(cells, atOnce)) : null
  const all = cells.moves.reduce((sum, moves) => sum + moves, 0)
  const drivers = standing(told.map((row): Found => {
    if (row.tie === 'by_rule') return { ...row, ...NOTHING, unadjusted: 'by_rule', weight: null }
    return isAtOnce(row) ? { ...row, ...came(row, all), weight: null } : { ...row, ...found(row, row.tie === 'apart' ? first : second, all) }
  }))
  return { drivers: drivers.toSorted((a, b) => TIES.indexOf(a.tie) - TIES.indexOf(b.tie) || Number(b.stands_out) - Number(a.stands_out) || compare(strength(b), strength(a))), spread: first?.spread ?? second?.spread ?? null }
}

/** A driver with what was found of it, or of what stands for it; whether it stands out is yet to be seen. */
type Found = Adjusted & { readonly weight: ExposureWeight | null; readonly besides?: readonly Beside[] }

/** Of a move all is looked at in one list, whatever it was adjusted for; what is told under several names was looked at once. */
function standing(found: readonly Found[]): Adjusted[] {
  const looked = [...new Set(found.flatMap(({ weight }) => weight ?? []))]
  const isOut = standOut(looked.map(({ z }) => z))
  const stands = ({ weight, stands_out }: Found): boolean => (weight ? isOut[looked.indexOf(weight)]! : stands_out)
  return found.map(({ weight, besides = [], ...own }) => {
    const beside = besides.find(({ driver }) => found.some((other) => sameDriver(other, driver) && stands(other)))
    return { ...own, stands_out: stands({ ...own, weight }), comes_with: beside ? { ...beside.driver, share: beside.share } : null }
  })
}

/** Of what works at once: the moves at the very moment of it. By chance there are next to none. */
const came = ({ at_once }: Weighed, moves: number): Omit<Adjusted, keyof Weighed> => ({ ...NOTHING, unadjusted: 'at_once', attributable: wilson(at_once, moves), stands_out: at_once >= FEWEST_AFTER })

/** The same without the moves that came with something that works at once. */
function without(cells: Cells, drivers: readonly Driver[]): Cells {
  const numbers = new Set(drivers.map((driver) => cells.drivers.findIndex((each) => sameDriver(each, driver))))
  const isTheirs = cells.patterns.map((met) => met.some((number) => numbers.has(number)))
  return { ...cells, moves: cells.moves.map((moves, c) => (isTheirs[cells.at_once[c]!] ? 0 : moves)) }
}

const NOTHING = { adjusted: null, stands_out: false, attributable: null, explained: null, together: [], comes_with: null } as const
const TIES: readonly Weighed['tie'][] = ['apart', 'measured', 'by_rule']
const compare = (a: number, b: number): number => (a === b ? 0 : a - b)

/** How far from 1 the adjusted ratio surely is, either way. What comes at once is first; that they bought at all says least. */
function strength({ adjusted, unadjusted, kind, by, ratio }: Adjusted): number {
  if (kind === 'purchase' && by === null) return -1
  if (adjusted) return Math.max(adjusted.low, 1 / adjusted.high)
  if (unadjusted === 'at_once') return Infinity
  return ratio === null || unadjusted !== 'by_rule' ? 0 : Math.max(ratio.low, ratio.high === null ? 0 : 1 / ratio.high)
}

interface Stage {
  readonly rows: readonly Weighed[]
  /** Of each row, the number of the one that stands for its set. */
  readonly stands: readonly number[]
  readonly met: Together
  readonly moves: number
  readonly spread: number | null
  readonly weights: ReadonlyMap<number, ExposureWeight>
  readonly failed: boolean
}

/** @param all the moves of which shares are told, those that came at once too */
function found(row: Weighed, stage: Stage | null, all: number): Omit<Found, keyof Weighed> {
  const at = stage?.rows.findIndex((each) => sameDriver(each, row)) ?? -1
  if (!stage || at < 0) return { ...NOTHING, unadjusted: 'no_estimate', weight: null }
  const stand = stage.stands[at]!
  if (stand < 0) return { ...NOTHING, unadjusted: 'too_many', weight: null }
  const drivers = stage.rows.map(({ kind, by, what }) => ({ kind, by, what }))
  const together = drivers.filter((_, i) => i !== at && stage.stands[i] === stand)
  const weight = stage.weights.get(stand)
  if (!weight) return { ...NOTHING, together, unadjusted: stage.failed ? 'no_estimate' : 'constant', weight: null }
  const { ratio, attributable: { value, low, high }, explained } = weight
  const left = stage.moves / all
  return { ...NOTHING, adjusted: ratio, unadjusted: null, attributable: { value: left * value, low: left * low, high: left * high }, explained, together, weight, besides: besidesOf(stage.met, drivers, stage.stands, at) }
}

/** @param asked so many of the rows are asked about; the others are adjusted for */
function stageOf(rows: readonly Weighed[], cells: Cells, asked = rows.length): Stage {
  const numbers = rows.map((row) => cells.drivers.findIndex((driver) => sameDriver(driver, row)))
  const met = metTogether(cells, numbers)
  const stands = setsOf(met, numbers)
  const joined = exposuresOf(cells, numbers, stands)
  const fit = fitExposures(joined)
  const besides = new Set(Array.from({ length: rows.length + 1 - asked }, (_, i) => asked + i))
  const weights = fit.ok ? weighExposures(joined, fit.value, { besides }) : []
  return {
    rows, stands, met, moves: joined.events.reduce((sum, moves) => sum + moves, 0), spread: fit.ok ? fit.value.spread : null, weights: new Map(weights.flatMap((weight) => (besides.has(weight.driver) ? [] : [[weight.driver, weight]]))),
    failed: !fit.ok && fit.reason === 'not_converged',
  }
}

/** Cells as the regression takes them: a driver is its row, or the row that stands for it. The number after them all: only just come. */
function exposuresOf({ just_come, patterns: all, lots, lot, pattern, days, moves, every_days }: Cells, numbers: readonly number[], stands: readonly number[]): Exposures {
  const rowOf = new Map(numbers.map((number, row) => [number, stands[row]!]))
  rowOf.set(just_come, numbers.length)
  const patterns: number[][] = []
  const known = new Map<string, number>()
  const patternAt = all.map((met) => {
    const rows: number[] = []
    for (const number of met) {
      const row = rowOf.get(number)
      if (row !== undefined && !rows.includes(row)) rows.push(row)
    }
    rows.sort((a, b) => a - b)
    // There are tens of thousands of them: a letter a row is the cheapest name.
    const name = String.fromCharCode(...rows)
    const at = known.get(name) ?? patterns.push(rows) - 1
    known.set(name, at)
    return at
  })
  const own = { drivers: numbers.length + 1, lots, patterns, pattern: pattern.map((each) => patternAt[each]!), lot, events: moves }
  return every_days === null ? { ...own, time: days } : { ...own, time: days.map((each) => each / every_days), each: every_days }
}
