import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseStay, cutsWithin, type CutCells } from '#core/relationship/choose-stay.ts'
import type { Season } from '#core/relationship/season.ts'
import { stayModelOf } from '#core/relationship/stay.ts'
import type { HeldOutCell } from '#stats/stay/choose.ts'
import { fitStay } from '#stats/stay/fit.ts'
import { packCells, type History } from '#stats/stay/cells.ts'
import { beta, type Dice } from '#stats/random.ts'
import { bgLife, paretoLife, playShop } from '../../stats/stay/shops.ts'

type Life = (T: number, dice: Dice) => readonly number[]

/** Customers who all came on the first day, known up to the 60th and watched for 40 more. */
function shop(customers: number, seed: number, life: Life, [known, ahead] = [60, 40]): CutCells {
  const cells: HeldOutCell[] = []
  playShop(customers, seed, (_, dice) => {
    const times = [...life(known + ahead, dice)]
    const before = times.filter((time) => time <= known)
    const purchases = times.length - before.length
    cells.push({ x: before.length, t_x: before.at(-1) ?? 0, T: known, n: 1, came: purchases > 0 ? 1 : 0, purchases })
    return []
  })
  return { day: '2026-03-01', cells }
}
const chosen = (cuts: readonly CutCells[], least_repeaters = 200): ReturnType<typeof chooseStay> => chooseStay({ cuts, horizon_days: 40, share: 1, least_repeaters })

test('cuts lie a horizon apart, the last one a horizon back, with as much before each as after', () => {
  fc.assert(fc.property(fc.nat(5000), fc.integer({ min: 1, max: 1500 }), (history, horizon) => {
    const { ahead, back } = cutsWithin(history, horizon)
    for (const [i, days] of back.entries()) {
      expect(days).toBe((back.length - i) * ahead)
      expect(history - days).toBeGreaterThanOrEqual(ahead)
    }
    expect(ahead).toBeLessThanOrEqual(horizon)
    expect(back.length === 0).toBe(ahead < 28)
  }))
  expect(cutsWithin(545, 365)).toEqual({ ahead: 218, back: [218] })
  expect(cutsWithin(1100, 365)).toEqual({ ahead: 365, back: [730, 365] })
  expect(cutsWithin(69, 365).back).toEqual([])
})

describe('shops of known truth', () => {
  test('where gaps have two stages, the model of two is chosen', () => {
    const { kind, chosen: why } = chosen([shop(4000, 1, bgLife({ k: 2, firstMayBeLast: true }, [1.5, 8, 0.6, 4])), shop(4000, 2, bgLife({ k: 2, firstMayBeLast: true }, [1.5, 8, 0.6, 4]))])
    expect(kind).toBe('mbgnbd-2')
    expect(why).toMatchObject({ compared: true, best: 'mbgnbd-2', why: 'best', horizon_days: 40, asked: 8000, share: 1, cuts: ['2026-03-01', '2026-03-01'] })
    if (why.compared) expect(Math.abs(why.models[0]!.slope! - 1)).toBeLessThan(0.15)
  })

  test('what is ahead on the whole but not as of the last day is not taken: years differ by more than customers do', () => {
    const before = shop(6000, 7, bgLife({ k: 2, firstMayBeLast: true }, [1.5, 8, 0.6, 4]))
    const lately = shop(2500, 8, bgLife({ k: 1, firstMayBeLast: true }, [1.5, 16, 0.6, 4]))
    expect(chosen([before, lately])).toMatchObject({ kind: 'mbgnbd', chosen: { compared: true, best: 'mbgnbd-2', why: 'not_lately' } })
    expect(chosen([lately, before])).toMatchObject({ kind: 'mbgnbd-2', chosen: { best: 'mbgnbd-2', why: 'best' } })
  })

  test('where most buy once because they leave at once, nobody is held to be a customer for certain', () => {
    const cut = shop(5000, 3, bgLife({ k: 1, firstMayBeLast: true }, [1.2, 10, 1.2, 0.6]))
    expect(cut.cells.filter(({ x }) => x === 0).length / cut.cells.length).toBeGreaterThan(0.65)
    const { kind } = chosen([cut])
    const fit = fitStay(stayModelOf(kind), packCells(cut.cells))
    expect(kind).not.toBe('bgnbd')
    expect(fit.ok && stayModelOf(kind).alive(fit.value.parameters, { x: 0, t_x: 0, T: 60 })).toBeLessThan(0.25)
  })

  test('where nobody leaves at a purchase the check may be ahead, and is told of, but never chosen', () => {
    const { kind, chosen: why } = chosen([shop(5000, 4, paretoLife([2, 10, 2, 60]))])
    expect(kind).not.toBe('paretonbd')
    const check = why.compared ? why.models.find(({ model }) => model === 'paretonbd')! : null
    expect(check).not.toBeNull()
    expect(check!.behind).toBeLessThan(0)
  })
})

/** Five seasons known and one to come, of customers who each come in so many of them; by days, and by seasons with none under way. */
function fair(customers: number, seed: number, [a, b, c, d]: readonly [number, number, number, number]): CutCells {
  const cells: HeldOutCell[] = []
  const histories: History[] = []
  playShop(customers, seed, (_, dice) => {
    const [takes, leaves, first] = [beta(dice, a, b), beta(dice, c, d), Math.floor(4 * dice.uniform())]
    const bought: number[] = []
    for (let season = first + 1; season <= 5 && dice.uniform() >= leaves; season++) if (dice.uniform() < takes) bought.push(season)
    const before = bought.filter((season) => season < 5)
    const day = (season: number): number => 8 * season + Math.floor(2 * dice.uniform())
    const start = day(first)
    cells.push({ x: before.length, t_x: before.length === 0 ? 0 : day(before.at(-1)!) - start, T: 39 - start, n: 1, came: Number(bought.includes(5)), purchases: Number(bought.includes(5)) })
    histories.push({ x: before.length, t_x: (before.at(-1) ?? first) - first, T: 5 - first })
    return []
  })
  return { day: '2026-03-01', cells, by_season: { horizon: 1, histories } }
}
const FAIR: Season = { months: 6, begins: 1, again: 0, passed: [0, 1] }
const asked = (cuts: readonly CutCells[], season: Season | null): ReturnType<typeof chooseStay> => chooseStay({ cuts, horizon_days: 8, season, share: 1, least_repeaters: 200 })

describe('trade by season', () => {
  const fairs = [fair(2000, 1, [4, 2, 1, 6]), fair(2000, 2, [4, 2, 1, 6])]

  test('the model that counts seasons is chosen, and told with them', () => {
    const { kind, chosen: why } = asked(fairs, FAIR)
    expect([kind, why]).toMatchObject(['bgbb', { compared: true, best: 'bgbb', why: 'best', season: { months: 6, begins: 1, days_each: 1 } }])
    if (!why.compared) throw new Error('not compared')
    expect(why.models.find(({ model }) => model === 'mbgnbd')!.behind).toBeGreaterThan(0.02)
    expect(Math.abs(why.models[0]!.slope! - 1)).toBeLessThan(0.1)
  })

  test('without seasons it is not asked, and the others say to the bit what they say beside it', () => {
    const [without, beside] = [asked(fairs, null).chosen, asked(fairs, FAIR).chosen]
    if (!without.compared || !beside.compared) throw new Error('not compared')
    expect(without).not.toHaveProperty('season')
    for (const each of without.models) expect(beside.models.find(({ model }) => model === each.model)).toMatchObject({ log_score: each.log_score, returning_said: each.returning_said, slope: each.slope })
  })

  test('where it is ahead, but not as of the last day, what is taken is what would be without it', () => {
    const last = fair(700, 3, [4, 2, 1, 6])
    const { horizon, histories } = last.by_season!
    // Every other one with the seasons of another.
    const lately = { ...last, by_season: { horizon, histories: histories.map((own, i) => (i % 2 === 0 ? histories[(i + 1) % histories.length]! : own)) } }
    const [kind, without] = [asked([...fairs, lately], FAIR), asked([...fairs, lately], null)]
    expect(kind.kind).not.toBe('bgbb')
    expect(kind.kind).toBe(without.kind)
    expect(kind.chosen).toMatchObject({ compared: true, why: without.chosen.compared ? without.chosen.why : '' })
    const ours = kind.chosen.compared ? kind.chosen.models.find(({ model }) => model === 'bgbb')! : null
    expect(ours!.behind).toBeLessThan(-2 * ours!.behind_error)
  })
})

describe('too little to choose by', () => {
  const cut = shop(600, 5, bgLife({ k: 1, firstMayBeLast: true }, [1, 8, 0.6, 4]))

  test('no day with enough before and after it', () => expect(chosen([])).toEqual({ kind: 'mbgnbd', chosen: { compared: false, reason: 'too_short' } }))

  test('too few who had come back', () => {
    const few = cut.cells.filter(({ x }) => x > 0).length
    expect(chosen([cut], few + 1)).toEqual({ kind: 'mbgnbd', chosen: { compared: false, reason: 'too_few' } })
    expect(chosen([cut], few).chosen).toMatchObject({ compared: true })
  })

  test('all have lapsed: the models are compared on silence, with whole numbers or none', () => {
    const gone = { day: cut.day, cells: cut.cells.map((cell) => ({ ...cell, T: 900, came: 0, purchases: 0 })) }
    const { chosen: why } = chosen([gone])
    expect(why).toMatchObject({ compared: true })
    expect(JSON.parse(JSON.stringify(why))).toEqual(why)
    if (why.compared) for (const { slope, returning_came, log_score } of why.models) expect([slope, returning_came, log_score <= 0]).toEqual([null, 0, true])
  })

  test('the usual one stays where another is ahead by less than noise', () => {
    const { kind, chosen: why } = chosen([shop(700, 6, bgLife({ k: 1, firstMayBeLast: true }, [1, 8, 0.6, 4]))])
    expect(kind).toBe('mbgnbd')
    if (!why.compared) throw new Error('not compared')
    const usual = why.models.find(({ model }) => model === 'mbgnbd')!
    expect(usual.behind).toBeLessThanOrEqual(2 * usual.behind_error)
    expect(why.why).toBe(why.best === 'mbgnbd' ? 'best' : 'noise')
  })
})
