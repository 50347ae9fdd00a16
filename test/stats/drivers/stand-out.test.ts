import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalQuantile } from '#stats/quantiles.ts'
import { diceOf } from '#stats/random.ts'
import { standOut } from '#stats/drivers/stand-out.ts'

/** How far out something lies that chance alone brings as far, either way, so often. */
const zOf = (p: number): number => normalQuantile(1 - p / 2)

describe('what stands out among many', () => {
  test.each([
    // .005 × 4 and .01 × 3 are below .05, .03 × 2 is above it.
    [[0.01, 0.04, 0.03, 0.005], [true, false, false, true]],
    // The first is not sure among three, so none behind it is, though .02 × 2 is below .05.
    [[0.02, 0.02, 0.9], [false, false, false]],
    [[0.016, 0.024, 0.049], [true, true, true]],
    [[0.049], [true]],
    [[0.051], [false]],
    [[], []],
  ])('of p %j, %j', (p, out) => {
    expect(standOut(p.map(zOf))).toEqual(out)
    expect(standOut(p.map((each) => -zOf(each)))).toEqual(out)
  })

  test('is what Holm says, step by step; the order and what nobody would look at twice change nothing but how many there are', () => {
    const slowly = (z: readonly number[]): boolean[] => {
      const left = new Set(z.keys())
      for (;;) {
        const far = [...left].reduce((best, i) => (best < 0 || Math.abs(z[i]!) > Math.abs(z[best]!) ? i : best), -1)
        if (far < 0 || Math.abs(z[far]!) < zOf(0.05 / left.size)) return z.map((_, i) => !left.has(i))
        left.delete(far)
      }
    }
    fc.assert(fc.property(fc.array(fc.integer({ min: -360, max: 360 }).map((hundredths) => hundredths / 100), { maxLength: 40 }), (z) => {
      expect(standOut(z)).toEqual(slowly(z))
      expect(standOut(z.toReversed())).toEqual(standOut(z).toReversed())
    }))
  })

  test('beside eight that are there, one of sixty that are not stands out in at most one list of twenty', () => {
    const dice = diceOf(4)
    const normal = (): number => normalQuantile(dice.uniform())
    const lists = Array.from({ length: 2000 }, () => [...Array.from({ length: 8 }, () => 4 + normal()), ...Array.from({ length: 60 }, normal)])
    const wrong = lists.filter((z) => standOut(z).some((isOut, i) => isOut && i >= 8)).length / lists.length
    expect(wrong, `${wrong}`).toBeLessThan(0.06)
    expect(wrong, `${wrong}`).toBeGreaterThan(0.035)
  })
})
