import { expect, test } from 'vitest'
import { begin } from '#core/relationship/memory.ts'
import { purchasesAhead } from '#core/relationship/purchases.ts'
import { standing } from '#core/relationship/standing.ts'
import { tell } from '#core/relationship/tell.ts'
import { bgExpected } from '#stats/stay/bg-future.ts'
import { DAY, fact, on, rulesWith } from './histories.ts'

const rules = rulesWith()
const bought = (...days: readonly number[]): ReturnType<typeof tell>['memory'] => tell(begin(null), days.map((day) => fact('purchase', day)), on(400), rules).memory

test('it is what the model of staying expects of days of buying within a year, within its interval; possible years lie about it', () => {
  const memory = bought(0, 30, 62, 90, 121, 150, 180, 210, 240, 270, 300, 330, 360, 390)
  const ahead = purchasesAhead(memory, on(400), rules)!
  const [r, alpha, a, b] = rules.model.stay!.parameters as [number, number, number, number]
  expect(ahead.days).toBe(365)
  expect(ahead.expected.value).toBeCloseTo(bgExpected({ k: 1, firstMayBeLast: true }, { r, alpha, a, b }, { x: 13, t_x: 390, T: (on(400) - on(0)) / DAY }, 365), 6)
  expect(ahead.expected.low < ahead.expected.value && ahead.expected.value < ahead.expected.high).toBe(true)
  expect(ahead.p10 <= ahead.p50 && ahead.p50 <= ahead.p90).toBe(true)
  expect(Math.abs(ahead.p50 - ahead.expected.value)).toBeLessThan(ahead.expected.value)
})

test('who buys often is expected more than who has long been silent; of who never bought, and without a model, nothing is said', () => {
  const of = (...days: readonly number[]): number => purchasesAhead(bought(...days), on(400), rules)!.expected.value
  expect(of(100, 160, 220, 280, 340, 390)).toBeGreaterThan(3 * of(0, 20, 40))
  expect(purchasesAhead(begin(null), on(400), rules)).toBeNull()
  expect(purchasesAhead(bought(0, 30), on(400), rulesWith({ stay: null }))).toBeNull()
})

test('the same of the same customer every time, and no more certain than the chance of a purchase is', () => {
  const memory = bought(0, 40, 90)
  expect(purchasesAhead(memory, on(400), rules)).toEqual(purchasesAhead(memory, on(400), rules))
  const chance = standing(memory, on(400), rules)!.stay!.value
  // At least one purchase cannot be likelier than purchases are many.
  expect(purchasesAhead(memory, on(400), rules)!.expected.value).toBeGreaterThanOrEqual(chance * 0.99)
})
