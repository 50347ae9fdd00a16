import { describe, expect, test } from 'vitest'
import { quantilesOf } from '#stats/describe.ts'
import { diceOf, exponential, pickIndex } from '#stats/random.ts'
import { chancesOver, evaluatePanel, generatorOf, packPanel, type Move, type PanelCell } from '#stats/states/panel.ts'
import { fitPanel, sojourns, transitionRows, unsureRows, type PanelFit } from '#stats/states/panel-fit.ts'
import { expectClose } from '../close.ts'
import { REFERENCE_ABSENT, REFERENCE_NOTE, referenceRows } from '../reference.ts'

const move = (name: number): Move => ({ from: Math.floor(name / 10) - 1, to: (name % 10) - 1 })
const CAV_MOVES = [12, 14, 21, 23, 24, 32, 34].map(move)
const all = (states: number): Move[] => Array.from({ length: states * states }, (_, i) => ({ from: Math.floor(i / states), to: i % states })).filter(({ from, to }) => from !== to)

function fitOf(states: number, moves: readonly Move[], cells: readonly PanelCell[], options?: Parameters<typeof fitPanel>[3]): PanelFit {
  const outcome = fitPanel(states, moves, cells, options)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value
}

/** Successive sights of the same person. */
function sightsOf(rows: readonly Record<string, string>[], who: string, when: string): PanelCell[] {
  return rows.flatMap((row, i) => {
    const before = rows[i - 1]
    if (!before || before[who] !== row[who]) return []
    return [{ from: Number(before['state']) - 1, to: Number(row['state']) - 1, gap: Number(row[when]) - Number(before[when]), n: 1 }]
  })
}

describe.skipIf(REFERENCE_ABSENT)(`heart transplants, 622 patients (msm 1.8 manual)${REFERENCE_NOTE}`, () => {
  const panel = REFERENCE_ABSENT ? [] : sightsOf(referenceRows('msm_cav.csv'), 'PTNUM', 'years')
  const deaths = panel.map((cell) => (cell.to === 3 ? { ...cell, exact: true } : cell))
  const START = [0.25, 0.25, 0.166, 0.166, 0.166, 0.25, 0.25]
  const PUBLISHED = [0.12787, 0.0425, 0.22512, 0.34261, 0.04021, 0.13062, 0.30648]

  test('at {12 .25, 14 .25, 21 .166, 23 .166, 24 .166, 32 .25, 34 .25}: −2LL 4908.81676837903 with exact deaths, 4833.00640639644 without', () => {
    expect(Math.abs(-2 * evaluatePanel(packPanel(4, CAV_MOVES, deaths), START).value - 4908.81676837903)).toBeLessThan(5e-8)
    expect(Math.abs(-2 * evaluatePanel(packPanel(4, CAV_MOVES, panel), START).value - 4833.00640639644)).toBeLessThan(1e-9)
  })

  test('fitted with exact deaths: −2LL 3968.798, the rates in print within .003 standard errors', () => {
    const fit = fitOf(4, CAV_MOVES, deaths)
    expect((-2 * fit.logLikelihood).toFixed(3)).toBe('3968.798')
    expect(fit.logLikelihood).toBeGreaterThan(evaluatePanel(packPanel(4, CAV_MOVES, deaths), PUBLISHED).value)
    for (const [i, expected] of PUBLISHED.entries()) expect(Math.abs(fit.rates[i]! - expected) / fit.standardErrors[i]!).toBeLessThan(0.004)
    expect(fit.rates[0]!.toFixed(5)).toBe('0.12787')
    for (const [i, expected] of [5.8696, 1.6449, 2.2878].entries()) expectClose(sojourns(fit)[i]!.value, expected, 1e-4)
    expect(sojourns(fit)[3]).toBeNull()
    for (const [j, expected] of [0.85396, 0.08837, 0.01476, 0.04292].entries()) expect(Math.abs(transitionRows(fit, 1)[0]![j]! - expected)).toBeLessThan(2e-5)
  })

  test('sojourns and P(1) of the rates in print are those in print', () => {
    const rates = { states: 4, moves: CAV_MOVES, rates: PUBLISHED }
    for (const [j, expected] of [0.85396, 0.08837, 0.01476, 0.04292].entries()) expect(transitionRows(rates, 1)[0]![j]!).toBeCloseTo(expected, 4)
    expectClose(1 / (PUBLISHED[0]! + PUBLISHED[1]!), 5.8696, 1e-4)
    expectClose(1 / (PUBLISHED[2]! + PUBLISHED[3]! + PUBLISHED[4]!), 1.6449, 1e-4)
    expectClose(1 / (PUBLISHED[5]! + PUBLISHED[6]!), 2.2878, 1e-4)
  })
})

const FIVE = [0.15, 0.1, 0.04, 0.01, 0.12, 0.2, 0.06, 0.02, 0.03, 0.1, 0.14, 0.03, 0.01, 0.04, 0.12, 0.08, 0.01, 0.02, 0.03, 0.1]

describe.skipIf(REFERENCE_ABSENT)(`100,000 moves between five states of known rates${REFERENCE_NOTE}`, () => {
  test('the log-likelihood is −81042.369 in print, and .08 higher at the top; the truth lies in the intervals', () => {
    const rows = referenceRows('synthetic_5state_panel_20000x6.csv')
    const fit = fitOf(5, all(5), sightsOf(rows, 'id', 't'))
    expect(fit.n).toBe(100_000)
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(-81042.369)
    expect(fit.logLikelihood).toBeCloseTo(-81042.2926, 3)
    const within = fit.rates.filter((rate, i) => Math.abs(Math.log(rate / FIVE[i]!)) <= 1.96 * Math.sqrt(fit.covariance[i]![i]!))
    expect(within.length).toBeGreaterThanOrEqual(17)
  })
})

/** People followed through three states, seen at odd moments; the third is for good, its moment known where `exact`. */
function watched(seed: number, people: number, rates: readonly number[], exact: boolean): PanelCell[] {
  const dice = diceOf(seed)
  const q = [[0, rates[0]!, rates[1]!], [rates[2]!, 0, rates[3]!], [0, 0, 0]]
  return Array.from({ length: people }, () => {
    const cells: PanelCell[] = []
    let [now, until, state, seen, at] = [0, 0, 0, 0, 0]
    until = exponential(dice) / (q[0]![1]! + q[0]![2]!)
    for (let sight = 1; sight <= 4 && seen !== 2; sight++) {
      now += 1 + Math.floor(6 * dice.uniform())
      while (until < now && state !== 2) {
        state = pickIndex(dice, q[state]!)
        if (state === 2) break
        until += exponential(dice) / (q[state]![0]! + q[state]![1]! + q[state]![2]!)
      }
      // To the hundredth, so that gaps repeat and the fits are quick.
      if (exact && state === 2) now = Math.max(at + 0.01, Math.round(until * 100) / 100)
      cells.push({ from: seen, to: state, gap: now - at, n: 1, exact: exact && state === 2 })
      ;[seen, at] = [state, now]
    }
    return cells
  }).flat()
}

const THREE = [12, 13, 21, 23].map(move)
const TRUTH = [0.2, 0.03, 0.15, 0.1]

test.each([[false], [true]])('exact arrivals %s: a simulated truth lies in the intervals about as often as they say', (exact) => {
  const held = Array.from({ length: exact ? 12 : 40 }, (_, seed) => fitOf(3, THREE, watched(seed + 1, 400, TRUTH, exact)))
    .flatMap((fit) => TRUTH.map((rate, i) => Math.abs(Math.log(fit.rates[i]! / rate)) <= 1.96 * Math.sqrt(fit.covariance[i]![i]!)))
  expect(held.filter(Boolean).length / held.length).toBeGreaterThanOrEqual(0.88)
})

test('the gradient is that of the value, by central differences, whole gaps or odd ones, exact arrivals or not', () => {
  for (const exact of [false, true]) {
    const panel = packPanel(3, THREE, watched(3, 60, TRUTH, exact))
    const { gradient } = evaluatePanel(panel, TRUTH)
    for (const [i, slope] of gradient.entries()) {
      const [up, down] = [1e-5, -1e-5].map((step) => evaluatePanel(panel, TRUTH.map((rate, j) => (i === j ? rate * Math.exp(step) : rate))).value) as [number, number]
      expect(Math.abs((up - down) / 2e-5 - slope)).toBeLessThan(1e-6 * (1 + Math.abs(slope)))
    }
  }
})

test('chances drawn anew scatter around the fitted ones as wide as the fit is unsure', () => {
  const fit = fitOf(3, THREE, watched(4, 800, TRUTH, false))
  const [dice, rows] = [diceOf(2), unsureRows(fit, 1)]
  const drawn = Array.from({ length: 400 }, () => rows.draw(dice)[0]![0]!)
  const mean = drawn.reduce((sum, chance) => sum + chance, 0) / 400
  expect(rows.means).toEqual(transitionRows(fit, 1))
  expectClose(mean, rows.means[0]![0]!, 0.005)
  const [low, high] = quantilesOf(drawn, [0.025, 0.975]) as [number, number]
  expect(low < transitionRows({ states: 3, moves: THREE, rates: TRUTH }, 1)[0]![0]! && transitionRows({ states: 3, moves: THREE, rates: TRUTH }, 1)[0]![0]! < high).toBe(true)
})

test('the slow twin: one exponential a row', () => {
  const cells = watched(5, 40, TRUTH, true)
  const q = generatorOf(3, THREE, TRUTH)
  const slow = cells.reduce((sum, { from, to, gap, exact }) => {
    const p = chancesOver(q, 3, gap)
    return sum + Math.log(exact ? p[from * 3]! * q[to]! + p[from * 3 + 1]! * q[3 + to]! : p[from * 3 + to]!)
  }, 0)
  expectClose(evaluatePanel(packPanel(3, THREE, cells), TRUTH).value, slow, 1e-12)
})

test('a prior draws a small segment towards the whole, and lets a large one speak', () => {
  const [small, large] = [fitOf(3, THREE, watched(9, 6, TRUTH, false), { prior: { rates: TRUTH, strength: 20 } }), watched(9, 1500, TRUTH.map((rate) => 2 * rate), false)]
  for (const [i, rate] of small.rates.entries()) expect(Math.abs(Math.log(rate / TRUTH[i]!))).toBeLessThan(0.6)
  const [free, drawn] = [fitOf(3, THREE, large), fitOf(3, THREE, large, { prior: { rates: TRUTH, strength: 5 } })]
  for (const [i, rate] of drawn.rates.entries()) expectClose(rate, free.rates[i]!, 0.1)
})

test('nothing seen: a reason; what cannot be seen: a bug', () => {
  expect(fitPanel(3, THREE, [])).toEqual({ ok: false, reason: 'no_transitions' })
  expect(fitPanel(3, THREE, [{ from: 2, to: 2, gap: 1, n: 50 }])).toEqual({ ok: false, reason: 'no_transitions' })
  expect(() => packPanel(2, [move(12)], [{ from: 0, to: 2, gap: 1, n: 1 }])).toThrow(RangeError)
  expect(() => packPanel(2, [move(12)], [{ from: 0, to: 1, gap: 0, n: 1 }])).toThrow(RangeError)
})

test('a move that is never seen is held by a weak prior, and named', () => {
  const fit = fitOf(2, [move(12)], [{ from: 0, to: 0, gap: 1, n: 50 }])
  expect(fit.held).toEqual([move(12)])
  expect(fit.rates[0]! > 0 && fit.rates[0]! < 0.02).toBe(true)
  const some = fitOf(3, all(3), [{ from: 0, to: 0, gap: 1, n: 80 }, { from: 0, to: 1, gap: 1, n: 20 }, { from: 1, to: 1, gap: 1, n: 70 }, { from: 1, to: 2, gap: 1, n: 30 }])
  expect(some.held).toContainEqual(move(31))
  expect(some.held).not.toContainEqual(move(12))
  for (const value of [...some.rates, ...some.standardErrors]) expect(Number.isFinite(value)).toBe(true)
})

test('moves that are impossible give no likelihood, not a NaN', () => {
  expect(evaluatePanel(packPanel(2, [move(12)], [{ from: 1, to: 0, gap: 1, n: 1 }]), [0.5])).toEqual({ value: -Infinity, gradient: [0] })
})
