import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FACT_SCHEMAS, READ_FACT_SCHEMAS } from '#contract/history/fact.ts'
import { quickly, UNSURE } from '#contract/history/quick.ts'
import { isoOf } from '#core/units/time.ts'
import { playSample } from '#sample/play.ts'

const NOW = Date.UTC(2026, 0, 1)
const played = [...playSample({ customers: 60, years: 2, seed: 5, end: NOW }).customers].flatMap((customer) => customer.facts)
const sent = played.map((fact): Record<string, unknown> => ({ ...fact, at: isoOf(fact.at), ...('locked_until' in fact && fact.locked_until !== undefined && { locked_until: isoOf(fact.locked_until) }) }))

const odd = fc.oneof(
  fc.string({ maxLength: 5, unit: 'binary' }), fc.constantFrom('', '\0', 'a\nb', '\ud800', 'x'.repeat(201), '2025-01-01', '2025-02-30T00:00:00Z', '2025-01-01T00:00:00', '0000-01-01T00:00:00Z', '2025-01-01T00:00:00.123456+02:00'),
  fc.double(), fc.integer(), fc.constantFrom(-0, NaN, Infinity, 1e12, 1e12 + 1, 1.5, null, true, undefined), fc.constantFrom([], {}, [{}], ['happy'], [{ sku: 'a', quantity: 1, paid: 1, more: 1 }], [{ sku: 'a', quantity: 1, paid: 1 }]),
)
const field = fc.oneof(fc.constantFrom('id', 'source', 'customer', 'at', 'unit', 'kind', 'paid', 'list', 'items', 'feelings', 'strength', 'locked_until', 'value', 'comment', 'extra'), fc.string({ maxLength: 3 }))

describe.each([['as sent', FACT_SCHEMAS, sent], ['as read', READ_FACT_SCHEMAS, played as unknown as Record<string, unknown>[]]] as const)('a quick reader, of facts %s', (_name, schemas, facts) => {
  const readers = new Map(Object.entries(schemas).map(([kind, schema]) => [kind, { schema, quick: quickly(schema) }]))

  test('is there for every kind but the one whose answer depends on its question', () => {
    expect([...readers].filter(([, { quick }]) => quick === null).map(([kind]) => kind)).toEqual(['rating'])
  })

  test('is sure of every fact of a whole company, and reads it as the schema does', () => {
    for (const fact of facts) {
      const { schema, quick } = readers.get(fact['kind'] as string)!
      if (quick) expect(quick(fact)).toEqual(schema.parse(fact))
    }
  })

  test('never says yes where the schema says no, and never says anything else', () => {
    fc.assert(fc.property(fc.nat(facts.length - 1), fc.array(fc.tuple(field, odd), { minLength: 1, maxLength: 3 }), fc.option(field), (i, changes, without) => {
      const fact: Record<string, unknown> = { ...facts[i], ...Object.fromEntries(changes) }
      if (without !== null) delete fact[without]
      for (const { schema, quick } of readers.values()) {
        const read = quick?.(fact) ?? UNSURE
        if (read === UNSURE) continue
        expect(schema.safeParse(fact)).toEqual({ success: true, data: read })
      }
    }), { numRuns: 5000 })
  })
})
