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
    expect(angry.correlation).toBeLessThan(0)
  })

  test('what few said beside it is left out, and named', () => {
    // All of them gave the same answer: nothing goes with that.
    expect(found.left_out).toEqual([{ asked: 'trust', feeling: null, n: expect.any(Number) as number, correlation: null }])
    expect(found.n).toBe(1500)
  })
})

describe('what is not weighed against the rest', () => {
  const asked = (i: number, { beside }: Beside): Record<string, number> => (i % 2 ? { ease: beside['ease']! } : { business_need: beside['business_need']!, ...('feeling:angry' in beside ? { 'feeling:angry': 1 } : {}), felt: 1 })
  const apart = people(4, 600).map((row, i): Beside => ({ value: row.value, beside: asked(i, row) }))

  test('is told by itself, with how many said it: nobody said both', () => {
    const { reason, left_out } = scoreDrivers(apart, 'recommend')
    expect(reason).toBe('too_few_rows')
    expect(left_out.map(({ asked: other, feeling, n }) => [other ?? feeling, n])).toEqual([['ease', 300], ['business_need', 300], ['angry', expect.any(Number)]])
    const [ease, business, angry] = left_out.map(({ correlation }) => correlation!) as [NonNullable<(typeof left_out)[0]['correlation']>, NonNullable<(typeof left_out)[0]['correlation']>, NonNullable<(typeof left_out)[0]['correlation']>]
    expect(business.low).toBeGreaterThan(0.3)
    expect(business.value).toBeGreaterThan(ease.value)
    // Who named it answered lower.
    expect(angry.high).toBeLessThan(0)
  })

  test('of fewer than fifty, or a feeling that fewer than twenty named, is only counted', () => {
    expect(scoreDrivers(apart.slice(0, 98), 'recommend').left_out.every(({ n, correlation }) => n < 50 && correlation === null)).toBe(true)
    expect(scoreDrivers(apart.slice(0, 120), 'recommend').left_out.map(({ correlation }) => correlation === null)).toEqual([false, false, true])
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
