import { describe, expect, test } from 'vitest'
import { STATES, type State } from '#core/relationship/state.ts'
import { basisOfAll, type Basis } from '#core/worth/basis.ts'
import { FORGETTING, REMEMBERING, type Recall } from '#core/worth/recall.ts'
import { stepsOf, type Steps } from '#core/worth/steps.ts'
import { movedTo, summed, whoStands } from '#core/worth/sums.ts'
import { weighStates, type Weighed } from '#core/worth/weigh-states.ts'
import { quantilesOf } from '#stats/describe.ts'
import { diceOf } from '#stats/random.ts'
import { worthAlong } from '#stats/states/remembering.ts'
import { FADING, FROM, MARKS, MEMORYLESS, playCompany, type Truth } from './playing.ts'

const SETTING = { years: 3, discount: 0.1, margin: 0.4 }
const SEEDS = 8

interface Told {
  readonly basis: Basis
  readonly weighed: Weighed
}

interface Played {
  readonly truth: { readonly states: readonly number[]; readonly moveOf: (from: State, to: State) => number }
  readonly remembers: Told
  readonly forgets: Told
}

function told(recall: Recall, { stood, paid }: ReturnType<typeof playCompany>): Told & { readonly steps: Steps } {
  const steps = stepsOf(stood, { marks: MARKS, from: FROM }, recall)
  const basis = basisOfAll({ ...steps, paid }, recall)
  return { steps, basis, weighed: weighStates(basis, steps, SETTING) }
}

/** What is told of a company, and what is true of the customers who stand there today. */
function play(truth: Truth, seed: number): Played {
  const company = playCompany(seed, truth, 2000)
  const [remembers, forgets] = [told(REMEMBERING, company), told(FORGETTING, company)]
  const step = (1 + SETTING.discount) ** (-1 / 12)
  const v = worthAlong(REMEMBERING.chain, truth.rows, truth.rewards.map((reward) => reward * SETTING.margin * Math.sqrt(step)), step, SETTING.years * 12)
  const stands = whoStands(remembers.steps, REMEMBERING)
  return { remembers, forgets, truth: { states: stands.map((sum) => summed(sum, v)), moveOf: (from, to) => summed(movedTo(stands[STATES.indexOf(from)]!, STATES.indexOf(to), REMEMBERING), v) } }
}

const playAll = (truth: Truth): Played[] => Array.from({ length: SEEDS }, (_, i) => play(truth, i + 1))
const holds = ({ low, high }: { low: number; high: number }, value: number): boolean => low <= value && value <= high
const share = (hits: readonly boolean[]): number => hits.filter(Boolean).length / hits.length
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const worthOf = ({ weighed }: Told, state: State): { value: number; low: number; high: number } => weighed.states[STATES.indexOf(state)]!.figures!.worth
/** How often intervals of states hold what is true. */
const heldIn = (all: readonly Played[], by: 'remembers' | 'forgets'): number =>
  share(all.flatMap((one) => one[by].weighed.states.flatMap(({ state, figures }) => (figures ? [holds(figures.worth, one.truth.states[STATES.indexOf(state)]!)] : []))))
/** The same of moves. Nobody becomes new again, so nothing is known of those who would. */
const heldInMoves = (all: readonly Played[], by: 'remembers' | 'forgets'): number =>
  share(all.flatMap((one) => one[by].weighed.moves.flatMap((move) => (move.to === 'new' ? [] : [holds(move, one.truth.moveOf(move.from, move.to))]))))

describe('a company whose customers come back the less the longer they have been silent', () => {
  const all = playAll(FADING)

  test('worth of states and of moves is what it says; a chain of states alone has the lapsed four times too high, and its intervals do not know', () => {
    expect(heldIn(all, 'remembers')).toBeGreaterThan(0.85)
    expect(heldInMoves(all, 'remembers')).toBeGreaterThan(0.85)
    expect(heldIn(all, 'forgets')).toBeLessThan(0.5)
    expect(heldInMoves(all, 'forgets')).toBeLessThan(0.6)
    const lapsed = (by: 'remembers' | 'forgets'): number => mean(all.map((one) => worthOf(one[by], 'lapsed').value / one.truth.states[STATES.indexOf('lapsed')]!))
    expect(lapsed('remembers') > 0.85 && lapsed('remembers') < 1.2, String(lapsed('remembers'))).toBe(true)
    expect(lapsed('forgets')).toBeGreaterThan(3)
  })

  test('rates of leaving are found again by kind: intervals hold them about as often as they say', () => {
    const hits = all.flatMap(({ remembers: { basis } }, seed) => {
      const dice = diceOf(seed)
      const drawn = Array.from({ length: 300 }, () => basis.chances.draw(dice))
      return REMEMBERING.kinds.flatMap(({ state }, kind) => {
        if ((basis.seen_kinds[kind]?.customers ?? 0) < 30) return []
        const stay = STATES.indexOf(state)
        const [low, high] = quantilesOf(drawn.map((p) => p[kind]![stay]!), [0.025, 0.975]) as [number, number]
        return [holds({ low, high }, FADING.rows[kind]![stay]!)]
      })
    })
    expect(hits.length).toBeGreaterThan(SEEDS * 15)
    expect(share(hits)).toBeGreaterThan(0.9)
  })

  test('kinds are told with what they are worth; a stay lasts as its months make it', () => {
    const { weighed } = all[0]!.remembers
    const lapsed = weighed.states.at(-1)!
    expect(lapsed.kinds.reduce((sum, { today }) => sum + today, 0)).toBe(lapsed.today)
    const steady = lapsed.kinds.filter(({ past, figures }) => past === 'steady' && figures).map(({ figures }) => figures!.worth.value)
    expect(steady.length).toBe(4)
    expect(steady).toEqual(steady.toSorted((a, b) => b - a))
    expect(lapsed.figures!.entered.value).toBeGreaterThan(2 * lapsed.figures!.worth.value)
    // 3 months of .16, nine of .05, twelve of .015, then .004 a month: half are back within four months, the rest hardly ever.
    const stays = [0.16, 0.05, 0.015].flatMap((leave, i) => Array.from({ length: [3, 9, 12][i]! }, () => 1 - leave))
    const truth = stays.reduceRight((ahead, stay) => 1 + stay * ahead, (1 - 0.996 ** (240 - stays.length)) / 0.004)
    const held = all.map(({ remembers }) => remembers.weighed.states.at(-1)!.figures!.stay_months!).map((each) => holds(each, truth))
    expect(share(held)).toBeGreaterThan(0.7)
  })
})

test('where nothing but the state tells customers apart, remembering finds the same, and is hardly less sure', () => {
  const all = playAll(MEMORYLESS)
  // Over 30 companies 94 % of states and 92 % of moves do; those of one company are alike, and these are eight.
  expect(heldIn(all, 'remembers')).toBeGreaterThan(0.8)
  expect(heldInMoves(all, 'remembers')).toBeGreaterThan(0.8)
  expect(heldInMoves(all, 'remembers')).toBeGreaterThan(heldInMoves(all, 'forgets') - 0.03)
  const told_of = ['devoted', 'loyal', 'satisfied', 'dissatisfied', 'new', 'lapsed'] as const
  for (const state of told_of) {
    expect(Math.abs(mean(all.map(({ remembers, forgets }) => worthOf(remembers, state).value / worthOf(forgets, state).value)) - 1)).toBeLessThan(0.04)
    const width = (by: Told): number => worthOf(by, state).high - worthOf(by, state).low
    expect(mean(all.map(({ remembers, forgets }) => width(remembers) / width(forgets)))).toBeLessThan(1.3)
  }
})
