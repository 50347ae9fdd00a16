import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wrongFrom } from '#api/door/json-place.ts'

test.each([
  ['{"a": }', 6], ['[1,]', 3], ['[1 2]', 3], ['{"a" 1}', 5], ['{a: 1}', 1], ['{"a": 01}', 6], ['{"a": 1', 7], ['["\\x"]', 1], ['"a\nb"', 0], ['[1]]', 3], ['[1}', 2], ['nul', 0], ['[1.]', 1], ['{"a":1,}', 7], ['', 0],
])('%j goes wrong at %i', (text, at) => {
  expect(wrongFrom(text)).toBe(at)
})

test('JSON is right up to its end, and so is whatever it is cut from', () => {
  fc.assert(fc.property(fc.json(), fc.nat(), (json, n) => {
    expect(wrongFrom(json)).toBe(json.length)
    const cut = json.slice(0, n % (json.length + 1))
    expect(wrongFrom(cut)).toBeLessThanOrEqual(cut.length)
  }))
})

test('what the parser refuses is found to be wrong before its end, or to break off there', () => {
  fc.assert(fc.property(fc.json(), fc.nat(), fc.constantFrom(',', '}', ']', '"', 'x', '0', ':', '\u0001'), (json, n, noise) => {
    const text = json.slice(0, n % (json.length + 1)) + noise + json.slice(n % (json.length + 1))
    const parses = ((): boolean => { try { JSON.parse(text); return true } catch { return false } })()
    expect(wrongFrom(text) === text.trimEnd().length || !parses).toBe(true)
  }), { numRuns: 500 })
})

test('five megabytes of one string, or of brackets, are no trouble', () => {
  expect(wrongFrom(`"${'x'.repeat(5_000_000)}`)).toBe(0)
  expect(wrongFrom('['.repeat(5_000_000))).toBe(5_000_000)
})
