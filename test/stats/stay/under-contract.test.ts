import { expect, test } from 'vitest'
import { BG_NBD, MBG_ERLANG_3, MBG_NBD } from '#stats/stay/bg-models.ts'
import { termsHeld, underContract } from '#stats/stay/under-contract.ts'
import { diceOf } from '#stats/random.ts'

test('the time that a contract is expected to hold is the integral of its survival: for a = 1 that is β ln(1 + h / β), β = b + t', () => {
  for (const [b, t, ahead] of [[3, 0, 1], [3, 2, 12], [0.5, 0.25, 60]] as const) expect(termsHeld([1, b], t, ahead)).toBeCloseTo((b + t) * Math.log1p(ahead / (b + t)), 3)
  expect(termsHeld([1, 3], 2, 0)).toBe(0)
})

test.each([BG_NBD, MBG_NBD, MBG_ERLANG_3])('purchases drawn under contract are as many as expected: $name', (model) => {
  const parameters = [3, 40, 0.5, 3, 0.8, 4]
  const history = { x: 9, t_x: 300, T: 330 }
  const future = underContract(model, 330, 30)
  const dice = diceOf(5)
  const draws = 20_000
  for (const horizon of [45, 365, 1500]) {
    const counts = Array.from({ length: draws }, () => future.draw(parameters, history, horizon, dice).length)
    const mean = counts.reduce((sum, count) => sum + count, 0) / draws
    const error = Math.sqrt(counts.reduce((sum, count) => sum + (count - mean) ** 2, 0)) / draws
    expect(Math.abs(mean - future.expected(parameters, history, horizon))).toBeLessThan(4 * error + 1e-3)
  }
  expect(future.draw(parameters, history, 100, diceOf(1)).every((time) => time > 0 && time <= 100)).toBe(true)
})
