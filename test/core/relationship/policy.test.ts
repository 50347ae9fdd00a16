import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { POLICY_BOUNDS, policyChanges, policySchema, type Bounds } from '#contract/relationship/policy.ts'
import { begin } from '#core/relationship/memory.ts'
import { changedBy, differences, settingsOf } from '#core/relationship/policy-changes.ts'
import { policyFlaws } from '#core/relationship/policy-flaws.ts'
import { DEFAULT_POLICY, type Policy } from '#core/relationship/policy.ts'
import { tell } from '#core/relationship/tell.ts'
import { DAY, history, rulesWith, START } from './histories.ts'

/** Any policy whose settings are within their bounds and hang together. */
function anyPolicy(): fc.Arbitrary<Policy> {
  const number = ({ least, most, whole }: Bounds): fc.Arbitrary<number> =>
    whole ? fc.integer({ min: least, max: most }) : fc.double({ min: least, max: most, noNaN: true })
  const of = (bounds: unknown): fc.Arbitrary<unknown> => {
    if (Array.isArray(bounds)) return fc.constantFrom(...(bounds as string[]))
    if ('least' in (bounds as Bounds)) return number(bounds as Bounds)
    return fc.record(Object.fromEntries(Object.entries(bounds as object).map(([name, each]) => [name, of(each)])))
  }
  // Most draws would break some order, so the second of each pair is mended.
  return (of(POLICY_BOUNDS) as fc.Arbitrary<Policy>).map((p) => {
    const [low, high] = [Math.min(p.heart_positive, p.heart_high), Math.max(p.heart_positive, p.heart_high)]
    return {
      ...p, heart_positive: low, heart_high: Math.min(0.99, high + 0.001), lapse_leave: Math.max(p.lapse_below, p.lapse_leave), quiet_gaps: Math.min(p.quiet_gaps, p.lapse_gaps),
      bound_leave: Math.min(p.bound_enter, p.bound_leave), conduct_gaps_leave: Math.max(p.conduct_gaps, p.conduct_gaps_leave),
      conduct_chance_leave: Math.min(p.conduct_chance, p.conduct_chance_leave),
      deposits: { ...p.deposits, stance_betrayed: Math.min(p.deposits.stance_betrayed, p.deposits.stance_uneasy) },
      score_band: Math.min(p.score_band, 0.99 * Math.min(low, -p.heart_negative, -p.head_negative)),
    }
  }).filter((p) => policyFlaws(p).length === 0)
}

test('the starting policy is within its own bounds and hangs together', () => {
  expect(policySchema.parse(DEFAULT_POLICY)).toEqual(DEFAULT_POLICY)
  expect(policyFlaws(DEFAULT_POLICY)).toEqual([])
})

describe('whatever policy is let in', () => {
  test('the fold gives the same memory to the bit, told at once or fact by fact with looks at the clock', () => {
    fc.assert(
      fc.property(anyPolicy(), history(40), fc.boolean(), (policy, facts, answered) => {
        const rules = rulesWith({ answered }, policy)
        const end = START + 1500 * DAY
        const whole = tell(begin(null), facts, end, rules)
        let memory = begin(null)
        for (const [i, fact] of facts.entries()) {
          const next = facts[i + 1]
          memory = tell(memory, [fact], next ? Math.min(fact.at + 40 * DAY, next.at - 1) : null, rules).memory
        }
        expect(JSON.stringify(tell(memory, [], end, rules).memory)).toBe(JSON.stringify(whole.memory))
      }),
      { numRuns: 300 },
    )
  })

  test('its differences from another, applied to that, give it again', () => {
    fc.assert(fc.property(anyPolicy(), (policy) => {
      expect(changedBy(DEFAULT_POLICY, policy)).toEqual(policy)
      for (const { name, from, to } of differences(DEFAULT_POLICY, policy)) expect([settingsOf(DEFAULT_POLICY).get(name), settingsOf(policy).get(name)]).toEqual([from, to])
    }))
  })
})

describe('what does not hang together', () => {
  test.each<[string, Partial<Policy>, object[]]>([
    ['a high heart below a positive one', { heart_high: 0.3 }, [{ kind: 'order', name: 'heart_high', found: 0.3, relation: 'above', other: 'heart_positive', limit: 0.3 }]],
    ['a lapse left before it is entered', { lapse_leave: 0.4 }, [{ kind: 'order', name: 'lapse_leave', found: 0.4, relation: 'at_least', other: 'lapse_below', limit: 0.5 }]],
    ['a band that reaches zero', { score_band: 0.3 }, ['heart_positive', 'heart_negative', 'head_negative'].map((name) => expect.objectContaining({ kind: 'band', name, band: 0.3, most: 0.3 }) as object)],
    ['bound left above where it is entered, and quiet after lapsed', { bound_leave: 0.9, quiet_gaps: 4 }, [
      expect.objectContaining({ name: 'lapse_gaps', other: 'quiet_gaps' }) as object, expect.objectContaining({ name: 'bound_enter', other: 'bound_leave' }) as object,
    ]],
    ['a betrayal that weighs less than unease', { deposits: { ...DEFAULT_POLICY.deposits, stance_betrayed: -0.1 } }, [expect.objectContaining({ name: 'deposits.stance_betrayed', relation: 'at_most' }) as object]],
  ])('%s', (_what, changes, flaws) => {
    expect(policyFlaws({ ...DEFAULT_POLICY, ...changes })).toEqual(flaws)
  })
})

test.each([[{ half_life_days: 0 }], [{ half_life_days: 30.5 }], [{ heart_negative: 0.1 }], [{ deposits: { broke: 1 } }], [{ valence: { happy: -1 } }], [{ hart: 1 }], [{ deposits: { x: 1 } }], [{ loyal_by_conduct: 'maybe' }], [{ heart_high: null }]])(
  'changes that are refused: %j', (changes) => {
    expect(policyChanges.safeParse(changes).success).toBe(false)
  },
)
