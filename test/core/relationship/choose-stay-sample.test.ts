import { describe, expect, test } from 'vitest'
import { chooseStay, cutsWithin } from '#core/relationship/choose-stay.ts'
import { stayModelOf, toldBy, USUAL_STAY, type StayKind } from '#core/relationship/stay.ts'
import { DAY_MS } from '#core/units/time.ts'
import { playSample } from '#sample/play.ts'
import { calibrate, type Calibration } from '#stats/calibration.ts'
import { logScoreSum } from '#stats/log-score.ts'
import { packCells } from '#stats/stay/cells.ts'
import type { HeldOutCell } from '#stats/stay/choose.ts'
import { fitStay } from '#stats/stay/fit.ts'

/** The sample company: nobody in it buys by any of the models. Rhythms differ, and customers leave at any time, and come back. */
const END = Date.UTC(2026, 0, 1)
const [LAST, YEARS, AHEAD] = [END / DAY_MS - 1, 3, 365]
const KNOWN = LAST - AHEAD

const playedDays = (seed: number): number[][] => Array.from(playSample({ customers: 6000, years: YEARS, seed, end: END }).customers, ({ facts }) => [...new Set(facts.filter(({ kind }) => kind === 'purchase').map(({ at }) => Math.floor(at / DAY_MS)))].toSorted((a, b) => a - b))

/** Customers as they were known by the end of a day, and who of them came within the next. */
function cellsAt(played: readonly (readonly number[])[], cut: number, ahead: number): HeldOutCell[] {
  return played.flatMap((days) => {
    const before = days.filter((day) => day <= cut)
    const purchases = days.filter((day) => day > cut && day <= cut + ahead).length
    return before.length === 0 ? [] : [{ x: before.length - 1, t_x: before.at(-1)! - before[0]!, T: cut - before[0]!, n: 1, came: Number(purchases > 0), purchases }]
  })
}

interface AYearOn extends Calibration {
  readonly log_score: number
}

/** What a model, fitted to all that was known a year before the end, says of that year. */
function aYearOn(played: readonly (readonly number[])[], kind: StayKind, ceiling: number): AYearOn {
  const cells = cellsAt(played, KNOWN, AHEAD)
  const fit = fitStay(stayModelOf(kind), packCells(cells), { prior: 'always' })
  if (!fit.ok) throw new Error(fit.reason)
  const chance = toldBy({ kind, ceiling }).chanceWithin!(fit.value.parameters, AHEAD)
  const chances = Float64Array.from(cells, ({ x, t_x, T }) => chance(x, t_x, T))
  return { ...calibrate(chances, cells.map(({ came }) => came))!, log_score: logScoreSum(chances, cells) / cells.length }
}

/** Chosen by what was known a year before the end. */
function learned(played: readonly (readonly number[])[]): ReturnType<typeof chooseStay> {
  const { ahead, back } = cutsWithin(KNOWN - Math.min(...played.flatMap((days) => days.slice(0, 1))), AHEAD)
  return chooseStay({ cuts: back.map((days) => ({ day: String(days), cells: cellsAt(played.map((own) => own.filter((day) => day <= KNOWN)), KNOWN - days, ahead) })), horizon_days: ahead, share: 1, least_repeaters: 200 })
}

describe.each([1, 4])('the sample company, company %i', (seed) => {
  const played = playedDays(seed)
  const { kind, chosen } = learned(played)
  if (!chosen.compared) throw new Error(chosen.reason)
  const contest = (model: string): (typeof chosen.models)[number] => chosen.models.find((each) => each.model === model)!

  test('a year on, chances lie neither too far apart nor too close, since nobody is said to come for certain', () => {
    const ceiling = contest(kind).ceiling!
    expect(ceiling).toBeLessThan(0.99)
    expect(ceiling).toBeGreaterThan(0.95)
    const [told, certain] = [aYearOn(played, kind, ceiling), aYearOn(played, kind, 1)]
    expect(Math.abs(told.slope! - 1)).toBeLessThan(0.12)
    expect(Math.abs(told.said - told.did.value)).toBeLessThan(0.04)
    expect(certain.slope!).toBeLessThan(0.82)
    expect(told.log_score).toBeGreaterThan(certain.log_score + 0.005)
  })

  test('what leads by being too sure would have foretold worse, and is passed over', () => {
    expect(kind).toBe(USUAL_STAY)
    const [usual, sure] = [contest(USUAL_STAY), contest('mbgnbd-2')]
    expect(sure.slope!).toBeLessThan(0.95)
    if (seed === 4) {
      expect(chosen).toMatchObject({ best: 'mbgnbd-2', why: 'too_sure' })
      expect(usual.behind).toBeGreaterThan(2 * usual.behind_error)
    }
    expect(aYearOn(played, 'mbgnbd-2', sure.ceiling!).log_score).toBeLessThan(aYearOn(played, kind, usual.ceiling!).log_score)
  })
})
