import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatsOf } from '#core/words/format.ts'
import { wordsOf } from '#core/words/index.ts'
import { calibration } from '#web/charts/calibration.ts'
import type { Node } from '#web/charts/picture.ts'

const words = wordsOf('en')
const setting = { words, formats: formatsOf(words, 'Europe/Tallinn', 'EUR') }
const share = fc.double({ min: 0, max: 1, noNaN: true })
const band = fc.tuple(share, share, share, share).map(([said, ...three]) => {
  const [low, value, high] = three.toSorted((a, b) => a - b) as [number, number, number]
  return { n: 10, said, did: { low, value, high } }
})
const dots = (nodes: readonly Node[]): readonly (readonly [number, number])[] => nodes.flatMap((node) => (node.shape === 'circle' ? [node.at] : []))

test('a dot for every tenth, inside the picture, whatever was said and came', () => {
  fc.assert(fc.property(fc.array(band, { maxLength: 10 }), fc.integer({ min: 200, max: 1200 }), (bands, width) => {
    const picture = calibration(bands, setting, { width })
    const found = dots(picture.nodes)
    expect(found.length).toBe(bands.length)
    expect(found.every(([x, y]) => x >= 0 && x <= picture.width && y >= 0 && y <= picture.height)).toBe(true)
    expect(JSON.stringify(picture)).not.toContain('null')
  }))
})

test('what agrees lies on the line, and what came less often lies under it', () => {
  const of = (said: number, came: number) => dots(calibration([{ n: 1, said, did: { value: came, low: came, high: came } }], setting, { width: 500 }).nodes)[0] as readonly [number, number]
  const [none, all] = [of(0, 0), of(1, 1)]
  const middle = of(0.5, 0.5)
  expect([middle[0] - none[0], none[1] - middle[1]]).toEqual([(all[0] - none[0]) / 2, (none[1] - all[1]) / 2])
  expect(of(0.5, 0.3)[1]).toBeGreaterThan(middle[1])
})

test('it is said in words, pair by pair', () => {
  expect(calibration([{ n: 1, said: 0.2, did: { value: 0.25, low: 0.2, high: 0.3 } }], setting, { width: 400 }).says).toBe('Chance said, and share that came, by tenths of the customers: 20% said, 25% came.')
})
