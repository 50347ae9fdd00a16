import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { expect, test } from 'vitest'
import { pairedChange, wilson } from '#stats/proportions.ts'

// Newcombe (1998), Statistics in Medicine 17:857-872, Table I, method 3 (score without continuity correction).
test.each([[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]])('Wilson’s interval of %i in %i is Newcombe’s', (k, n, low, high) => {
  const share = wilson(k, n)
  expect([share.low, share.high].map((x) => x.toFixed(4))).toEqual([low.toFixed(4), high.toFixed(4)])
})

test('where all were looked at, nothing is in doubt; where nobody was, everything is', () => {
  const close = ({ value, low, high }: ReturnType<typeof wilson>): number[] => [value, low, high].map((x) => Math.round(x * 1e9) / 1e9)
  expect(close(wilson(3, 10, 10))).toEqual([0.3, 0.3, 0.3])
  expect(close(pairedChange(3, 1, 10, 10))).toEqual([0.2, 0.2, 0.2])
  expect(wilson(0, 0, 10)).toEqual({ value: 0, low: 0, high: 1 })
  expect(pairedChange(0, 0, 0, 10)).toEqual({ value: 0, low: -1, high: 1 })
})

test('drawn again and again without replacement from a whole that is known, the intervals hold it as often as they say', () => {
  const dice = xoroshiro128plus(7)
  const below = (n: number): number => Math.floor(((dice.next() >>> 0) / 2 ** 32) * n)
  // 2,000 customers: 300 fit before, 340 after (60 came, 20 went); 600 of them are drawn.
  const whole = Array.from({ length: 2000 }, (_, i) => ({ before: i < 300, after: i >= 20 && i < 360 }))
  const draws = 3000
  let [held, heldChange] = [0, 0]
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < 600; i++) {
      const j = i + below(whole.length - i)
      const drawn = whole[j] as (typeof whole)[number]
      whole[j] = whole[i] as (typeof whole)[number]
      whole[i] = drawn
    }
    const sample = whole.slice(0, 600)
    const count = (of: (each: (typeof whole)[number]) => boolean): number => sample.filter(of).length
    const share = wilson(count((c) => c.before), 600, 2000)
    if (share.low <= 0.15 && 0.15 <= share.high) held++
    const change = pairedChange(count((c) => !c.before && c.after), count((c) => c.before && !c.after), 600, 2000)
    if (change.low <= 0.02 && 0.02 <= change.high) heldChange++
  }
  expect([held / draws, heldChange / draws].every((share) => share > 0.94 && share < 0.97)).toBe(true)
})
