import { expect, test } from 'vitest'
import { calibrate } from '#stats/calibration.ts'
import { diceOf } from '#stats/random.ts'

const dice = diceOf(3)
const N = 20_000
const chances = Float64Array.from({ length: N }, () => 0.02 + 0.96 * dice.uniform())
const happened = (p: (said: number) => number): Uint8Array => Uint8Array.from(chances, (said) => Number(dice.uniform() < p(said)))
const shifted = (slope: number, intercept: number) => (said: number) => 1 / (1 + Math.exp(-intercept - slope * Math.log(said / (1 - said))))

test('chances that are right lie on the line, tenth by tenth', () => {
  const found = calibrate(chances, happened((said) => said))
  expect(found?.slope).toBeCloseTo(1, 1)
  expect(found?.intercept).toBeCloseTo(0, 1)
  expect(found?.bands.map(({ n }) => n)).toEqual(Array(10).fill(N / 10))
  expect(found?.bands.filter(({ said, did }) => said >= did.low && said <= did.high).length).toBeGreaterThanOrEqual(8)
  expect(found?.brier).toBeLessThan(found?.brier_base as number)
})

test('chances that are too sure, or too high, are told by the slope and the intercept that made them so', () => {
  const found = calibrate(chances, happened(shifted(0.5, -0.7)))
  expect(found?.slope).toBeCloseTo(0.5, 1)
  expect(found?.intercept).toBeCloseTo(-0.7, 1)
})

test('the Brier score is the mean squared error, worked by hand', () => {
  const found = calibrate(Float64Array.of(0.8, 0.6, 0.3, 0.1), Uint8Array.of(1, 0, 1, 0))
  expect(found?.brier).toBeCloseTo((0.04 + 0.36 + 0.49 + 0.01) / 4, 12)
  expect(found?.brier_base).toBe(0.25)
})

test.each([
  ['nobody', [], [], null],
  ['all did', [0.2, 0.9], [1, 1], { slope: null, intercept: null }],
  ['none did', [0, 1], [0, 0], { slope: null, intercept: null }],
  ['the same chance for all', [0.4, 0.4, 0.4], [1, 0, 0], { slope: null, intercept: null }],
  ['chances that part the two sides', [0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1], { slope: null, intercept: null }],
] as const)('%s: a reason, never NaN', (_, said, did, expected) => {
  const found = calibrate(Float64Array.from(said), Uint8Array.from(did))
  if (expected === null) expect(found).toBeNull()
  else expect(found).toMatchObject(expected)
  expect(JSON.stringify(found)).not.toContain('NaN')
})
