import { describe, expect, test } from 'vitest'
import { scoreDrivers, type Beside, type ScoreDriver } from '#core/listening/score-drivers.ts'
import { diceOf, normal } from '#stats/random.ts'

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, Math.round(value)))

/** People whose answer on recommending hangs on their business needs where they are poor, on their personal needs both ways, and on nothing else. */
function people(seed: number, n: number): Beside[] {
  const dice = diceOf(seed)
  return Array.from({ length: n }, () => {
    const mood = normal(dice)
    const business = clamp(3 + mood * 0.5 + 1.3 * normal(dice), 1, 5)
    const personal = clamp(3 + mood * 0.5 + 1.3 * normal(dice), 1, 5)
    const ease = clamp(4 + mood + 1.5 * normal(dice), 1, 7)
    const angry = dice.uniform() < 0.15
    const value = clamp(7 - (business <= 2 ? 3 : 0) + (personal - 3) - (angry ? 2 : 0) + normal(dice), 0, 10)
    return { value, beside: { business_need: business, personal_need: personal, ease, felt: 1, ...(angry && { 'feeling:angry': 1 }), ...(dice.uniform() < 0.1 && { trust: 3 }) } }
  })
}

const of = (drivers: readonly ScoreDriver[], name: string): ScoreDriver => drivers.find(({ asked, feeling }) => asked === name || feeling === name)!

describe('what answers hang on', () => {
  const found = scoreDrivers(people(1, 1500), 'recommend')

  test('what does nothing comes last, though in a good mood all is answered higher', () => {
    expect(found.drivers.map(({ asked, feeling }) => asked ?? feeling).at(-1)).toBe('ease')
    expect(of(found.drivers, 'ease').correlation).toBeGreaterThan(0.05)
    expect(of(found.drivers, 'ease').share.value).toBeLessThan(of(found.drivers, 'business_need').share.low)
    expect(of(found.drivers, 'ease').kind).toBe('indifferent')
    expect(found.drivers.reduce((sum, { share }) => sum + share.value, 0)).toBeCloseTo(found.rSquared, 9)
  })

  test('what only hurts is basic, and what does both is a matter of performance', () => {
    expect(of(found.drivers, 'business_need')).toMatchObject({ kind: 'basic' })
    expect(of(found.drivers, 'business_need').penalty!.high).toBeLessThan(-2)
    expect(of(found.drivers, 'personal_need')).toMatchObject({ kind: 'performance' })
  })

  test('a bad feeling has one side, and its points are found', () => {
    const angry = of(found.drivers, 'angry')
    expect([angry.kind, angry.reward]).toEqual([null, null])
    expect(angry.penalty!.low).toBeLessThan(-1.7)
    expect(angry.penalty!.high).toBeGreaterThan(-2.3)
    expect(angry.correlation).toBeGreaterThan(0)
  })

  test('what few said beside it is left out, and named', () => {
    expect(found.left_out).toEqual([{ asked: 'trust', feeling: null, n: expect.any(Number) as number }])
    expect(found.n).toBe(1500)
  })
})

describe('what says nothing gets a reason', () => {
  const answers = (n: number, own: (i: number) => Partial<Beside> = () => ({})): Beside[] => people(2, n).map((row, i) => ({ ...row, ...own(i) }))
  test.each([
    ['no answers', [], 'no_drivers', 50],
    ['too few', answers(49), 'no_drivers', 50],
    ['nothing beside them', answers(200, () => ({ beside: {} })), 'no_drivers', 60],
    ['one thing beside too few of them', answers(1000, (i) => ({ beside: i < 299 ? { ease: 3 + (i % 3) } : {} })), 'no_drivers', 300],
    ['never the same things beside them', answers(200, (i) => ({ beside: i % 2 ? { ease: 3 } : { trust: 4 } })), 'too_few_rows', 50],
    ['all answered the same', answers(200, () => ({ value: 8 })), 'outcome_constant', 50],
    ['all alike beside them', answers(200, () => ({ beside: { ease: 3 } })), 'no_drivers', 60],
  ] as const)('%s', (_, rows, reason, fewest) => {
    expect(scoreDrivers(rows, 'recommend')).toMatchObject({ reason, fewest, drivers: [] })
  })
})
