import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stateFrom } from '#core/relationship/because.ts'
import { passedOf } from '#core/relationship/learn-season.ts'
import type { Season } from '#core/relationship/season.ts'
import { monthOfDay } from '#core/units/zone.ts'
import { begin, type Memory } from '#core/relationship/memory.ts'
import { packMemory, unpackMemory, type PackedMemory } from '#core/relationship/packed.ts'
import { standing } from '#core/relationship/standing.ts'
import { STATES } from '#core/relationship/state.ts'
import { isLate, nextAt, tell, type Change } from '#core/relationship/tell.ts'
import type { Fact } from '#core/history/fact.ts'
import type { TellingRules } from '#core/relationship/telling-rules.ts'
import type { FittedStay } from '#core/relationship/stay.ts'
import { DAY, history, MODEL, rulesWith, START } from './histories.ts'

const END = START + 1500 * DAY
const stay = MODEL.stay as FittedStay
/** Most of a quarter's trade in its second month. */
const QUARTERS: Season = { months: 3, begins: 2, again: 0.1, passed: passedOf({ months: 3, begins: 2 }, Array.from({ length: 730 }, (_, i) => ({ day: 19_000 + i, days: monthOfDay(19_000 + i) % 3 === 2 ? 20 : 1 })), { first: 0, running: 1000 }) }
const sets: readonly [string, TellingRules][] = [
  ['with answers', rulesWith()],
  ['loyal by conduct', rulesWith({ answered: false })],
  ['regular buying', rulesWith({ stay: { ...stay, kind: 'mbgnbd-2', parameters: [1.2, 25, 0.6, 3] }, answered: false })],
  // Their gaps are longer than the horizon and far longer than usual: the chance still rises when they have long been silent.
  ['chances that rise with silence', rulesWith({ stay: { ...stay, kind: 'mbgnbd-3', parameters: [6, 800, 0.3, 3] }, answered: false })],
  // The chance of keeping a contract rises past the one that conduct asks for, while that of a purchase falls.
  ['contracts from month to month', rulesWith({ contract: { term_days: 30, renewals_told: false, contracts: 400, lost: 120, longest: 8, goes_on: null, fit: { parameters: [0.5, 12], covariance: [[0.02, 0], [0, 0.03]] }, missing: null, held: null }, answered: false })],
  ['bills under contract', rulesWith({ contract: { term_days: 30, renewals_told: false, contracts: 400, lost: 120, longest: 8, goes_on: 0.1, fit: { parameters: [0.5, 12], covariance: [[0.02, 0], [0, 0.03]] }, missing: null, held: null }, answered: false })],
  ['trade by season', rulesWith({ stay: { ...stay, kind: 'bgbb', season: QUARTERS, parameters: [2, 1, 0.6, 5] }, answered: false })],
  ['nothing learned yet', rulesWith({ stay: null, contract: null, usual_gap_days: null, offer: null, points: null, say: null, pay: null })],
]

/** Tells a history piece by piece, with looks at the clock in between. */
function piecewise(facts: readonly Fact[], cuts: readonly number[], looks: readonly number[], rules: TellingRules): { memory: Memory; changes: Change[] } {
  let memory = begin(null)
  const changes: Change[] = []
  const take = (part: readonly Fact[], until: number | null): void => {
    const told = tell(memory, part, until, rules)
    memory = told.memory
    changes.push(...told.changes)
  }
  const ends = [...new Set([...cuts.map((c) => c % (facts.length + 1)), facts.length])].toSorted((a, b) => a - b)
  let begun = 0
  for (const [i, end] of ends.entries()) {
    const next = facts[end]
    const look = (facts[end - 1]?.at ?? START) + (looks[i % Math.max(1, looks.length)] ?? 0) * DAY
    take(facts.slice(begun, end), next ? Math.min(look, next.at - 1) : null)
    begun = end
  }
  take([], END)
  return { memory, changes }
}

describe.each(sets)('the fold, %s', (_name, rules) => {
  test('any batching, with any looks at the clock, gives the same memory to the bit and the same moves', () => {
    fc.assert(
      fc.property(history(200), fc.array(fc.nat(200), { maxLength: 20 }), fc.array(fc.nat(400), { maxLength: 5 }), (facts, cuts, looks) => {
        const whole = tell(begin(null), facts, END, rules)
        const parts = piecewise(facts, cuts, looks, rules)
        expect(JSON.stringify(parts.memory)).toBe(JSON.stringify(whole.memory))
        expect(parts.changes).toEqual(whole.changes)
      }),
      { numRuns: 150 },
    )
  })

  test('a memory packed, written and read again is the same to the bit', () => {
    fc.assert(
      fc.property(history(60), fc.option(fc.constantFrom('tallinn', 'oslo')), (facts, home) => {
        const { memory } = tell(begin(home), facts, END, rules)
        const packed = JSON.stringify(packMemory(memory))
        expect(JSON.stringify(unpackMemory(JSON.parse(packed) as PackedMemory))).toBe(JSON.stringify(memory))
        expect(unpackMemory(JSON.parse(JSON.stringify(memory)) as PackedMemory)).toEqual(memory)
        // Orders by month were once remembered.
        expect(JSON.stringify(unpackMemory({ ...memory, trade: { ...memory.trade, ordered: [1, 2] } }))).toBe(JSON.stringify(memory))
      }),
      { numRuns: 100 },
    )
  })

  test('a fact from before a moment already told, but late for nothing, goes on as if that moment had not been told', () => {
    fc.assert(
      fc.property(history(20), fc.nat(30), (facts, look) => {
        const last = facts.at(-1) as Fact
        const before = tell(begin(null), facts.slice(0, -1), null, rules).memory
        if (facts.length < 2) return
        const ahead = tell(before, [], last.at + look * DAY, rules).memory
        fc.pre(!isLate(ahead, last))
        const plain = tell(tell(before, [last], null, rules).memory, [], last.at + look * DAY, rules).memory
        expect(JSON.stringify(tell(ahead, [last], null, rules).memory)).toBe(JSON.stringify(plain))
      }),
    )
  })

  test('what is remembered does not grow with the history', () => {
    const long = fc.sample(history(200), { numRuns: 40, seed: 3 }).flatMap((h, i) => h.map((f) => ({ ...f, id: `${i}-${f.id}`, at: f.at + i * 801 * DAY })))
    const sizes = [400, long.length].map((length) => JSON.stringify(tell(begin(null), long.slice(0, length), null, rules).memory).length)
    expect(long.length).toBeGreaterThan(2000)
    expect(sizes[1]).toBeLessThan((sizes[0] as number) * 1.5)
    expect(sizes[1]).toBeLessThan(4000)
  })

  test('a memory survives being written down and read again, to the bit', () => {
    fc.assert(
      fc.property(history(), fc.nat(60), (facts, cut) => {
        const first = JSON.parse(JSON.stringify(tell(begin('home'), facts.slice(0, cut), null, rules).memory)) as Memory
        expect(JSON.stringify(tell(first, facts.slice(cut), END, rules).memory)).toBe(JSON.stringify(tell(begin('home'), facts, END, rules).memory))
      }),
    )
  })

  test('every standing has exactly one state, it follows from its because alone, and no figure is NaN', () => {
    fc.assert(
      fc.property(history(), fc.nat(700), (facts, later) => {
        const { memory } = tell(begin(null), facts, null, rules)
        const at = (facts.at(-1) as Fact).at + later * DAY
        const now = standing(memory, at, rules)
        expect(STATES.filter((state) => state === now?.state)).toHaveLength(1)
        expect(now && stateFrom(now.because)).toBe(now?.state)
        expect(JSON.stringify(now)).not.toMatch(/NaN|Infinity/)
        for (const f of [now?.heart, now?.head]) if (f) expect(Math.abs(f.value)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('time alone changes a gate exactly at the moment that was solved for', () => {
    fc.assert(
      fc.property(history(30), (facts) => {
        let memory = tell(begin(null), facts, null, rules).memory
        for (let flips = 0; flips < 40; flips++) {
          const at = nextAt(memory, rules)
          if (at === Infinity) return
          const before = tell(memory, [], at - 1, rules)
          expect(before.changes).toEqual([])
          expect(before.memory.on).toBe(memory.on)
          memory = tell(memory, [], at, rules).memory
          expect(`${memory.on} ${memory.waiting}`).not.toBe(`${before.memory.on} ${before.memory.waiting}`)
        }
        throw new Error('time went on changing gates for ever')
      }),
    )
  })

  test('what the readings of a because measured agrees with the gates', () => {
    fc.assert(
      fc.property(history(40), fc.nat(500), (facts, later) => {
        const { memory } = tell(begin(null), facts, null, rules)
        const now = standing(memory, (facts.at(-1) as Fact).at + later * DAY, rules)
        for (const { gate, on, values, thresholds } of now?.because.readings ?? []) {
          if (!['heart_positive', 'heart_high', 'heart_negative', 'head_negative'].includes(gate)) continue
          const value = (values.heart ?? values.head) as number
          const sign = Math.sign(thresholds.enter as number)
          const slack = 1e-6
          if (on) expect(sign * value).toBeGreaterThanOrEqual(sign * (thresholds.leave as number) - slack)
          else expect(sign * value).toBeLessThan(sign * (thresholds.enter as number) + slack)
        }
      }),
    )
  })
})
