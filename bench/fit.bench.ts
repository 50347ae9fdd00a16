/**
 * bench/fit: what the models cost. Each figure is held against the plain work that nobody can do without: a pass over the same numbers that
 * sums their logarithms.
 *
 *   npm run bench -- fit
 */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { crossProducts, correlationsOf } from '#stats/drivers/crossproducts.ts'
import { lmg } from '#stats/drivers/importance.ts'
import { beta, diceOf, exponential, gamma, normal, pickIndex } from '#stats/random.ts'
import { fitPanel } from '#stats/states/panel-fit.ts'
import { chancesOver, generatorOf, type PanelCell } from '#stats/states/panel.ts'
import { BG_NBD } from '#stats/stay/bg-models.ts'
import { packColumns, type Columns, type PackedCells } from '#stats/stay/cells.ts'
import { fitStay } from '#stats/stay/fit.ts'
import type { StayModel } from '#stats/stay/model.ts'
import { PARETO_NBD } from '#stats/stay/pareto-model.ts'
import { machine, median } from './machine.ts'

const RUNS = 5

/** Seconds of the processor, so that neighbours on the machine do not count; one core does all of it. */
function timed(work: () => void): number {
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1e6)
  }
  return median(times)
}

/** Customers who came in the course of a year and were watched to the end of the next, by the day. */
function shop(customers: number, seed: number): Columns {
  const dice = diceOf(seed)
  const [x, t_x, T] = [new Float64Array(customers), new Float64Array(customers), new Float64Array(customers)]
  for (let i = 0; i < customers; i++) {
    const [rate, leaves] = [gamma(dice, 0.25, 30), beta(dice, 0.8, 2.4)]
    T[i] = 365 + Math.floor(365 * dice.uniform())
    for (let at = exponential(dice) / rate; at <= T[i]!; at += exponential(dice) / rate) {
      x[i]!++
      t_x[i] = Math.max(1, Math.round(at))
      if (dice.uniform() < leaves) break
    }
    // Purchases of one day are one.
    x[i] = Math.min(x[i]!, t_x[i]!)
  }
  return { x, t_x, T }
}

const DAY_MS = 86_400_000

/** The 23,570 customers of CDNOW to 1997-09-30 where they are at hand, else as many played ones. */
function cdnow(): { columns: Columns; name: string } {
  const file = resolve(import.meta.dirname, '../../shared/data/cdnow/CDNOW_master.txt')
  if (!existsSync(file)) return { columns: shop(23_570, 2), name: '23,570 played customers' }
  const days = new Map<string, Set<number>>()
  for (const line of readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1)) {
    const [customer, date] = line.trim().split(/\s+/) as [string, string]
    const day = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6))) / DAY_MS
    if (day <= Date.UTC(1997, 8, 30) / DAY_MS) days.set(customer, (days.get(customer) ?? new Set()).add(day))
  }
  const own = [...days.values()].map((all) => ({ x: all.size - 1, first: Math.min(...all), last: Math.max(...all) }))
  const end = Date.UTC(1997, 8, 30) / DAY_MS
  return { columns: { x: own.map(({ x }) => x), t_x: own.map(({ first, last }) => last - first), T: own.map(({ first }) => end - first) }, name: '23,570 customers of CDNOW' }
}

/** A pass over the columns that sums logarithms. */
function pass({ x, t_x, T }: Columns): void {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += Math.log(1 + x[i]!) + Math.log(1 + t_x[i]!) + Math.log(1 + T[i]!)
  if (!Number.isFinite(sum)) throw new Error('no pass')
}

function stay(name: string, model: StayModel, columns: Columns, goal_s: number): void {
  let packed: PackedCells | undefined
  const cells_s = timed(() => void (packed = packColumns(columns)))
  let told = ''
  const fit_s = timed(() => {
    const outcome = fitStay(model, packed!)
    if (!outcome.ok) throw new Error(outcome.reason)
    told = outcome.value.parameters.map((value) => value.toFixed(4)).join(' ')
  })
  const pass_s = timed(() => pass(columns))
  const all = cells_s + fit_s
  console.log(`${name}: cells ${cells_s.toFixed(3)} s (${packed!.n.length.toLocaleString('en')} distinct), fit and standard errors ${fit_s.toFixed(3)} s, together ${all.toFixed(3)} s (goal ${goal_s} s): ${(all / pass_s).toFixed(0)} × a pass over the columns; ${told}`)
}

const FIVE = [0.15, 0.1, 0.04, 0.01, 0.12, 0.2, 0.06, 0.02, 0.03, 0.1, 0.14, 0.03, 0.01, 0.04, 0.12, 0.08, 0.01, 0.02, 0.03, 0.1]
const MOVES = Array.from({ length: 25 }, (_, i) => ({ from: Math.floor(i / 5), to: i % 5 })).filter(({ from, to }) => from !== to)

/** 100,000 moves over gaps of one to `most` days, a hundredth of the period in which the rates are told. */
function sights(most: number): PanelCell[] {
  const dice = diceOf(7)
  const chances = Array.from({ length: most }, (_, i) => chancesOver(generatorOf(5, MOVES, FIVE), 5, (i + 1) / 100))
  return Array.from({ length: 100_000 }, () => {
    const [from, gap] = [Math.floor(5 * dice.uniform()), 1 + Math.floor(most * dice.uniform())]
    return { from, to: pickIndex(dice, [...chances[gap - 1]!.subarray(5 * from, 5 * from + 5)]), gap, n: 1 }
  })
}

function panel(most: number): void {
  const cells = sights(most)
  const fit_s = timed(() => void fitPanel(5, MOVES, cells))
  const pass_s = timed(() => void cells.reduce((sum, { gap }) => sum + Math.log(gap), 0))
  console.log(`five states in continuous time, 100,000 moves over ${most.toLocaleString('en')} different gaps: ${fit_s.toFixed(3)} s (goal 0.25 s), ${(fit_s / pass_s).toFixed(0)} × a pass over the moves`)
}

function drivers(): void {
  const dice = diceOf(3)
  const mood = Float64Array.from({ length: 25_000 }, () => normal(dice))
  const columns = Array.from({ length: 15 }, () => mood.map((value) => 0.6 * value + normal(dice)))
  const all = Array.from({ length: 14 }, (_, i) => i)
  const lmg_s = timed(() => void lmg(correlationsOf(crossProducts(columns), all, 14)))
  const pass_s = timed(() => columns.forEach((column) => void column.reduce((sum, value) => sum + value * value, 0)))
  console.log(`LMG of 14 drivers on 25,000 rows: ${lmg_s.toFixed(3)} s (goal 0.13 s), ${(lmg_s / pass_s).toFixed(0)} × the sums of squares`)
}

console.log(`bench/fit  ${machine()}`)
console.log(`seconds of the processor, median of ${RUNS} runs, the first one included`)
stay('BG/NBD on 1,000,000 played customers', BG_NBD, shop(1_000_000, 1), 1)
const known = cdnow()
stay(`Pareto/NBD on ${known.name}`, PARETO_NBD, known.columns, 0.15)
panel(1)
panel(365)
drivers()
