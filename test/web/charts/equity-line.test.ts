import fc from 'fast-check'
import { expect, test } from 'vitest'
import { equityLine, type EquityData } from '#web/charts/equity-line.ts'
import { foldedMarks } from '#web/charts/equity-line/marks.ts'
import { NOTHING_FELT, REGULAR, THREE_FACTS, THREE_THOUSAND } from '#web/charts/examples/customers.ts'
import { STATES } from '#core/relationship/state.ts'
import { overlaps } from '#web/charts/place.ts'
import { anySetting, anyWidth, EN, flawsOf } from './laws.ts'

const iso = (at: number): string => new Date(at).toISOString()
const UNTIL = Date.UTC(2026, 0, 1)
const anyTime = fc.integer({ min: 1, max: 9_000_000 }).map((minutes) => UNTIL - minutes * 60_000)
const anyMark = fc.tuple(anyTime, fc.nat(3), fc.nat(3), fc.nat(30)).map(([at, deposits, withdrawals, days]) => ({
  at: iso(at), until: iso(Math.min(UNTIL, at + days * 86_400_000)), deposits, gain: deposits * 0.1, withdrawals, loss: -withdrawals * 0.2, fact: deposits + withdrawals === 1 ? { kind: 'felt' as const, source: 's', id: iso(at) } : null,
}))
const byTime = <T extends { at: string }>(some: T[]): T[] => some.toSorted((a, b) => (a.at < b.at ? -1 : 1))
const anyCustomer: fc.Arbitrary<EquityData> = fc.tuple(
  fc.array(fc.tuple(anyTime, fc.double({ min: -1, max: 1, noNaN: true })).map(([at, heart]) => ({ at: iso(at), heart })), { maxLength: 60 }), fc.array(anyMark, { maxLength: 120 }),
  fc.array(fc.tuple(anyTime, fc.constantFrom(...STATES)).map(([at, to]) => ({ at: iso(at), from: null, to })), { maxLength: 12 }),
).map(([equity, marks, moves]) => ({ equity: byTime(equity), marks: byTime(marks), moves: byTime(moves), until: iso(UNTIL) }))

test('of any customer, in any language, at any width, every text can be read', () => {
  fc.assert(fc.property(anyCustomer, anySetting, anyWidth, (customer, setting, width) => {
    expect(flawsOf(equityLine(customer, setting, { width }))).toEqual([])
  }), { numRuns: 60 })
})

test('three facts and three thousand are read alike', () => {
  for (const customer of [REGULAR, THREE_FACTS, THREE_THOUSAND, NOTHING_FELT]) for (const width of [720, 334]) expect(flawsOf(equityLine(customer, EN, { width }))).toEqual([])
  expect(equityLine(THREE_FACTS, EN, { width: 720 }).targets.filter(({ mark }) => mark.kind === 'facts')).toHaveLength(3)
  expect(equityLine(THREE_THOUSAND, EN, { width: 720 }).targets.length).toBeLessThan(45)
})

test('folding loses nothing: what was laid in and taken out is the same in sum, however narrow it is', () => {
  fc.assert(fc.property(anyCustomer, anyWidth, ({ marks }, width) => {
    const folded = foldedMarks(marks, { start: 30, end: width, x: (at) => 30 + ((at - (UNTIL - 9_000_000 * 60_000)) / (9_000_000 * 60_000)) * (width - 30) })
    for (const of of ['deposits', 'withdrawals', 'gain', 'loss'] as const) {
      expect(folded.reduce((sum, mark) => sum + mark[of], 0)).toBeCloseTo(marks.reduce((sum, mark) => sum + mark[of], 0), 6)
    }
    for (const [i, mark] of folded.entries()) if (i > 0) expect(mark.x - folded[i - 1]!.x).toBeGreaterThanOrEqual(9.9)
  }))
})

test('each mark can be hit with a finger, and none lies over another', () => {
  const boxes = equityLine(THREE_THOUSAND, EN, { width: 720 }).targets.filter(({ mark }) => mark.kind === 'facts').map(({ box }) => box)
  for (const [i, box] of boxes.entries()) {
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24)
    expect(boxes.slice(i + 1).filter((other) => overlaps(box, { ...other, x: other.x + 0.01 }))).toEqual([])
  }
})

test('a mark that is one fact says it; others say how many they are', () => {
  const [first] = equityLine(THREE_FACTS, EN, { width: 720 }).targets
  expect(first?.label).toBe('17 Nov 2025: Felt cared for (f0) (+0.26)')
  expect(first?.mark).toMatchObject({ kind: 'facts', fact: { source: 'till', id: 'f0' } })
  expect(equityLine(THREE_THOUSAND, EN, { width: 720 }).targets[0]?.label).toMatch(/^30 Nov 2014\s–\s\d+ \w+ 2015: 79 deposits, 29 withdrawals \(\+\d+\.\d\d\)$/)
})

test('says where the heart was and is, and that nothing is known where nothing was felt', () => {
  expect(equityLine(REGULAR, EN, { width: 720 }).says).toMatch(/^Emotional equity since \d+ \w+ 2023, on a scale from −1 to 1: 0\.37 now, lowest −0\.09 \(.+\), highest 0\.71 \(.+\)\. 2\d deposits laid in, 1\d withdrawals taken out\.$/)
  expect(equityLine(NOTHING_FELT, EN, { width: 334 })).toMatchObject({ says: 'Nothing felt is known yet.', notes: ['Nothing felt is known yet.'] })
})
