import { FEELINGS, type Feeling } from '#core/history/kinds.ts'
import { correlation } from '#stats/drivers/correlation.ts'
import { penaltyReward, type DriverKind, type PenaltyReward } from '#stats/drivers/penalty-reward.ts'
import { weighDrivers, type DriverWeight, type Unweighed } from '#stats/drivers/weigh.ts'
import { ASKED, scaleOf, type Asked } from './asked.ts'

/** An answer, and what else the same customer said near it: answers by question, feelings as `feeling:happy`, and whether they named any (`felt`). */
export interface Beside {
  readonly value: number
  readonly beside: Readonly<Record<string, number>>
}

/** What may go with an answer: the answer to another question, or a feeling. */
export interface SaidBeside {
  readonly asked: Asked | null
  readonly feeling: Feeling | null
}

type Band = { readonly value: number; readonly low: number; readonly high: number }

/** What is not weighed against the rest, by itself. */
export interface Alone extends SaidBeside {
  /** How many answers had it beside them. */
  readonly n: number
  /** How far it goes along with the answer, from −1 to 1, of a feeling among those who named any; null of too few, or where it does not vary. */
  readonly correlation: Band | null
}

export interface ScoreDriver extends SaidBeside, Pick<DriverWeight, 'rank'> {
  /** By itself: of a feeling, below zero where who named it answered lower. */
  readonly correlation: number
  /** Of the variance of the answer. */
  readonly share: Band
  /** The share of resamples in which it had this rank. */
  readonly held: number
  /** Points of the answer by which it is lower where this is poor (below a quarter of the scale, or a bad feeling named), all else alike; null where nobody finds it so. */
  readonly penalty: Band | null
  /** The same where it is excellent (above three quarters, or a good feeling named). */
  readonly reward: Band | null
  /** Of a question: whether it only hurts, only pleases or does both. A feeling has one side. */
  readonly kind: DriverKind | null
}

export interface ScoreDrivers {
  /** Answers that had all of the drivers beside them. */
  readonly n: number
  /** Of fewer answers nothing is told: with all of the drivers beside them, or where nothing is a driver, with any one thing. */
  readonly fewest: number
  readonly rSquared: number
  readonly method: 'lmg' | 'johnson'
  readonly drivers: readonly ScoreDriver[]
  /** What is not among the drivers: said beside too few of them, or together with too little of the rest, or always the same. */
  readonly left_out: readonly Alone[]
  readonly reason: Unweighed | null
}

/** Fewer answers with all of the drivers beside them say nothing. */
const FEWEST_BESIDE = 50
/** A feeling that fewer named beside the answer might be known by it. */
const FEWEST_NAMED = 20
/** A question that fewer answered beside it would leave out most of the others' answers. */
const LEAST_COVER = 0.3
/** As many feelings, the most named: with more drivers, shares take too long to draw anew. */
const MOST_FEELINGS = 8
const [POOR, EXCELLENT] = [-0.5, 0.5]
const GOOD: ReadonlySet<Feeling> = new Set<Feeling>(['happy', 'joyful', 'assured', 'cared_for', 'delighted', 'welcome', 'grateful'])

interface Column extends SaidBeside {
  readonly name: string
  readonly of: (row: Beside) => number
}

const nameOf = (feeling: Feeling): string => `feeling:${feeling}`

/** From −1, the lowest answer, to 1, the highest. */
function questionColumn(asked: Asked): Column {
  const [low, high] = scaleOf(asked)
  return { asked, feeling: null, name: asked, of: ({ beside }) => (2 * (beside[asked]! - low)) / (high - low) - 1 }
}

/** 1 where a good feeling was named, −1 where a bad one was. */
const feelingColumn = (feeling: Feeling): Column => ({ asked: null, feeling, name: nameOf(feeling), of: ({ beside }) => (nameOf(feeling) in beside ? (GOOD.has(feeling) ? 1 : -1) : 0) })

/**
 * What answers to a question hang on: the answers to others and the feelings of the same customer near in time. Only what many said beside it is weighed, so
 * that answers with all of it remain; who leaves questions out is left out. An association: somebody in a good mood answers everything higher.
 */
export function scoreDrivers(rows: readonly Beside[], target: Asked): ScoreDrivers {
  const count = (name: string): number => rows.filter(({ beside }) => name in beside).length
  const many = Math.max(FEWEST_BESIDE, Math.ceil(LEAST_COVER * rows.length))
  const isMany = (name: string): boolean => count(name) >= many
  const others = ASKED.filter((asked) => asked !== target)
  const questions = others.filter(isMany)
  const felt = isMany('felt')
  const whole = rows.filter(({ beside }) => questions.every((asked) => asked in beside) && (!felt || 'felt' in beside))
  const named = new Map(FEELINGS.map((feeling) => [feeling, whole.filter(({ beside }) => nameOf(feeling) in beside).length]))
  const feelings = felt ? FEELINGS.filter((feeling) => named.get(feeling)! >= FEWEST_NAMED).toSorted((a, b) => named.get(b)! - named.get(a)!).slice(0, MOST_FEELINGS) : []
  const columns = [...questions.map(questionColumn), ...feelings.map(feelingColumn)]
  const found = weighed(whole, columns)
  const isTold = ({ asked, feeling }: Column): boolean => found.drivers.some((driver) => driver.asked === asked && driver.feeling === feeling)
  const left_out = [...others.map(questionColumn), ...FEELINGS.map(feelingColumn)].filter((column) => !isTold(column)).map((column) => alone(rows, column)).filter(({ n }) => n > 0)
  return { ...found, fewest: found.reason === 'no_drivers' ? many : FEWEST_BESIDE, left_out }
}

/** Of a bad feeling a column says −1. */
const turned = ({ feeling }: SaidBeside): 1 | -1 => (feeling === null || GOOD.has(feeling) ? 1 : -1)

function alone(rows: readonly Beside[], column: Column): Alone {
  const { asked, feeling, name, of } = column
  const n = rows.filter(({ beside }) => name in beside).length
  const own = rows.filter(({ beside }) => (feeling === null ? name : 'felt') in beside)
  const isEnough = own.length >= FEWEST_BESIDE && n >= FEWEST_NAMED
  return { asked, feeling, n, correlation: isEnough ? correlation(Float64Array.from(own, (row) => turned(column) * of(row)), Float64Array.from(own, ({ value }) => value)) : null }
}

type Weighed = Omit<ScoreDrivers, 'fewest' | 'left_out'>

function weighed(rows: readonly Beside[], columns: readonly Column[]): Weighed {
  const nothing = (reason: Unweighed): Weighed => ({ n: rows.length, rSquared: 0, method: 'lmg', drivers: [], reason })
  if (columns.length === 0) return nothing('no_drivers')
  if (rows.length < FEWEST_BESIDE) return nothing('too_few_rows')
  const [names, values, outcome] = [columns.map(({ name }) => name), columns.map(({ of }) => Float64Array.from(rows, of)), Float64Array.from(rows, ({ value }) => value)]
  const found = weighDrivers(names, values, outcome, { resamples: 100 })
  if (!found.ok) return nothing(found.reason)
  const split = penaltyReward(names, values, outcome, { poor: POOR, excellent: EXCELLENT })
  const drivers = found.value.drivers.map((driver) => driverOf(driver, columns.find(({ name }) => name === driver.name)!, split.ok ? split.value.find(({ name }) => name === driver.name) : undefined))
  return { n: found.value.n, rSquared: found.value.rSquared, method: found.value.method, drivers: drivers.toSorted((a, b) => a.rank - b.rank), reason: null }
}

const driverOf = ({ share, low, high, stability, rank, correlation: own }: DriverWeight, { asked, feeling }: Column, split: PenaltyReward | undefined): ScoreDriver => ({
  asked, feeling, share: { value: share, low, high }, rank, held: stability, correlation: turned({ asked, feeling }) * own, penalty: split?.penalty ?? null, reward: split?.reward ?? null, kind: asked === null ? null : (split?.kind ?? null),
})
