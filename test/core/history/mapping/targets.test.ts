import { expect, test } from 'vitest'
import { KINDS } from '#core/history/kinds.ts'
import { CHOICES, FACT_FIELDS, fieldsOf, RECORD_FIELDS, REQUIRED } from '#core/history/mapping/targets.ts'
import { READ_FACT_SCHEMAS } from '#contract/history/fact.ts'
import { READ_RECORD_SCHEMAS } from '#contract/history/record.ts'

/** Filled in from elsewhere where a mapping does not say them. */
const GIVEN = new Set(['kind', 'record', 'id', 'order', 'source'])
type Shape = Readonly<Record<string, { safeParse: (value: unknown) => { success: boolean } }>>

const needed = (shape: Shape): string[] => Object.keys(shape).filter((name) => !GIVEN.has(name) && !shape[name]?.safeParse(undefined).success)

test('what a kind has to have is what its schema asks for', () => {
  for (const kind of KINDS) expect([kind, [...REQUIRED[kind], 'customer', 'at'].toSorted()]).toEqual([kind, needed(READ_FACT_SCHEMAS[kind].shape as unknown as Shape).toSorted()])
  for (const record of Object.keys(RECORD_FIELDS) as (keyof typeof RECORD_FIELDS)[]) expect([record, [...REQUIRED[record]].toSorted()]).toEqual([record, needed(READ_RECORD_SCHEMAS[record].shape as unknown as Shape).toSorted()])
})

test('the fields of a kind are all it has, those it needs first, and each is read some way', () => {
  for (const kind of KINDS) {
    const fields = fieldsOf(kind)
    expect(new Set(fields.map(({ name }) => name))).toEqual(new Set(Object.keys(FACT_FIELDS[kind]).filter((name) => name !== 'source')))
    expect(fields.findLastIndex(({ required }) => required)).toBe(REQUIRED[kind].length + 1)
    expect(fields.every(({ type }) => typeof type === 'string')).toBe(true)
  }
  expect(fieldsOf('customer')[0]).toEqual({ name: 'key', type: 'text', required: true })
})

test('words of closed lists are those that the schemas take, and no others', () => {
  for (const [place, choices] of Object.entries(CHOICES)) {
    const [owner = '', field = ''] = place.split('.')
    const shape = { ...READ_FACT_SCHEMAS, ...READ_RECORD_SCHEMAS }[owner as 'rating'].shape as unknown as Shape
    const takes = (word: string): boolean => shape[field]?.safeParse(field === 'feelings' ? [word] : word).success === true
    expect([place, choices.filter((word) => !takes(word)), takes('no such word')]).toEqual([place, [], false])
  }
})
