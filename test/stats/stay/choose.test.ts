import { describe, expect, test } from 'vitest'
import { calibrate } from '#stats/calibration.ts'
import { BG_NBD, MBG_ERLANG_3, MBG_NBD } from '#stats/stay/bg-models.ts'
import { chooseModel, type Choice, type Cut, type HeldOutCell } from '#stats/stay/choose.ts'
import { PARETO_NBD } from '#stats/stay/pareto-model.ts'
import { diceOf } from '#stats/random.ts'
import { CDNOW_ABSENT, CDNOW_NOTE, cdnowMasterDays } from '../cdnow.ts'
import { bgLife, playShop } from './shops.ts'

const MODELS = [BG_NBD, MBG_NBD, MBG_ERLANG_3, PARETO_NBD]

/** What is known of each customer's days at a cut, and who bought in the days after it. */
function cutAt(end: number, horizon: number, customers: Iterable<ReadonlySet<number>>): Cut {
  const cells: HeldOutCell[] = []
  for (const all of customers) {
    const own = [...all].filter((day) => day <= end)
    if (own.length === 0) continue
    const first = Math.min(...own)
    const purchases = [...all].filter((day) => day > end && day <= end + horizon).length
    cells.push({ x: own.length - 1, t_x: Math.max(...own) - first, T: end - first, n: 1, came: purchases > 0 ? 1 : 0, purchases })
  }
  return { horizon, cells }
}

function chosen(cuts: readonly Cut[]): Choice {
  const outcome = chooseModel(MODELS, cuts)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value
}

/** A shop that lives on after a cut: played to 100 weeks, known up to `end`. */
function shopCut(k: 1 | 3, seed: number, end: number, horizon: number): Cut {
  const cells: HeldOutCell[] = []
  playShop(2500, seed, (_, dice) => {
    const times = bgLife({ k, firstMayBeLast: true }, [1.5, 8 / k, 0.6, 4])(end + horizon, dice)
    const known = times.filter((time) => time <= end)
    const purchases = times.length - known.length
    cells.push({ x: known.length, t_x: known.at(-1) ?? 0, T: end, n: 1, came: purchases > 0 ? 1 : 0, purchases })
    return []
  })
  return { horizon, cells }
}

describe('shops of known truth', () => {
  test('where buying is regular the model that knows it wins, clearly, and is calibrated', () => {
    const { chosen: winner, clear, table } = chosen([shopCut(3, 1, 40, 10), shopCut(3, 2, 60, 10)])
    expect([winner, clear]).toEqual(['mbgnbd-3', true])
    const [best, ...rest] = table
    expect(Math.abs(best!.calibration.slope! - 1)).toBeLessThan(0.1)
    expect(best!.calibration.brier).toBeLessThan(best!.calibration.brier_base)
    expect(Math.abs(best!.purchasesSaid / best!.purchasesCame - 1)).toBeLessThan(0.1)
    for (const contest of rest) expect(contest.behind).toBeGreaterThan(2 * contest.behindError)
  })

  test('where it is not, the simple ones are as good as each other and ahead of the regular one', () => {
    const { table } = chosen([shopCut(1, 3, 40, 10)])
    expect(table.at(-1)?.model).toBe('mbgnbd-3')
    expect(table.find(({ model }) => model === 'mbgnbd')!.behind).toBeLessThan(0.002)
  })

  test('the order of cells changes nothing, merging equal ones only the last digits', () => {
    const cut = shopCut(1, 4, 40, 10)
    const merged = new Map<string, HeldOutCell>()
    for (const cell of cut.cells) {
      const key = `${cell.x} ${cell.t_x} ${cell.T}`
      const old = merged.get(key)
      merged.set(key, old ? { ...old, n: old.n + 1, came: old.came + cell.came, purchases: old.purchases + cell.purchases } : cell)
    }
    const [apart, together] = [chosen([cut]), chosen([{ ...cut, cells: [...merged.values()].reverse() }])]
    expect(together.table.map(({ model }) => model)).toEqual(apart.table.map(({ model }) => model))
    for (const [i, contest] of together.table.entries()) expect(contest.logScore).toBeCloseTo(apart.table[i]!.logScore, 9)
  })
})

test('models that do not fit are named with their reason; without cuts or fits there is no choice', () => {
  const cells: HeldOutCell[] = [{ x: 0, t_x: 0, T: 40, n: 500, came: 3, purchases: 3 }]
  expect(chooseModel(MODELS, [])).toEqual({ ok: false, reason: 'no_cuts' })
  expect(chooseModel(MODELS, [{ horizon: 10, cells }])).toEqual({ ok: false, reason: 'no_repeats' })
})

describe('calibration of rows that stand for several people', () => {
  test('is that of the people one by one', () => {
    const dice = diceOf(2)
    const rows = Array.from({ length: 60 }, (_, i) => ({ chance: (i + 0.5) / 60, n: 1 + Math.floor(9 * dice.uniform()) })).map((row) => ({ ...row, did: Math.round(row.n * row.chance) }))
    const people = rows.flatMap(({ chance, n, did }) => Array.from({ length: n }, (_, i) => ({ chance, did: i < did ? 1 : 0 })))
    const one = calibrate(Float64Array.from(people, ({ chance }) => chance), people.map(({ did }) => did))!
    const many = calibrate(Float64Array.from(rows, ({ chance }) => chance), rows.map(({ did }) => did), rows.map(({ n }) => n))!
    for (const name of ['n', 'said', 'slope', 'intercept', 'brier', 'brier_base'] as const) expect(many[name]).toBeCloseTo(one[name]!, 9)
    expect(many.bands.map(({ n, from, to }) => [n, from, to])).toEqual(one.bands.map(({ n, from, to }) => [n, from, to]))
    expect(many.bands.reduce((sum, { n, did }) => sum + n * did.value, 0)).toBeCloseTo(one.bands.reduce((sum, { n, did }) => sum + n * did.value, 0), 9)
  })
})

describe.skipIf(CDNOW_ABSENT)(`CDNOW, 23,570 customers${CDNOW_NOTE}`, () => {
  test('two cuts, the next 180 days each: MBG/NBD has the better likelihood, BG/NBD foretells better, clearly', () => {
    const customers = cdnowMasterDays()
    const { chosen: winner, clear, table } = chosen([cutAt(185, 180, customers), cutAt(365, 180, customers)])
    expect([winner, clear, table.map(({ model }) => model)]).toEqual(['bgnbd', true, ['bgnbd', 'mbgnbd', 'paretonbd', 'mbgnbd-3']])
    const [bg, mbg] = table as [Choice['table'][number], Choice['table'][number]]
    expect(mbg.logLikelihood).toBeGreaterThan(bg.logLikelihood)
    expect([bg.logScore.toFixed(4), mbg.logScore.toFixed(4)]).toEqual(['-0.4650', '-0.4660'])
    expect([bg.calibration.said.toFixed(3), bg.calibration.did.value.toFixed(3), bg.calibration.slope?.toFixed(2)]).toEqual(['0.233', '0.248', '1.02'])
    for (const { calibration } of table) expect(calibration.brier).toBeLessThan(calibration.brier_base)
  }, 60_000)
})

