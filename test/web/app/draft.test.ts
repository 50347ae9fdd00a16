import { expect, test } from 'vitest'
import type { WrittenOutput } from '#contract/history/written.ts'
import { asKind, columnsSaid, conditionOf, fromColumn, mappedField, newOutput, settingsOf, sourceOf, unusedColumns, withField, withoutOutput, withOutput, withSetting, type Draft } from '#web/app/import/draft.ts'

const sale = { fact: 'purchase', customer: 'who', at: 'day', paid: 'sum', unit: { value: 'web' }, id: { template: '{who}-{day}' } } as WrittenOutput
const draft: Draft = { source: 'till', delimiter: ';', files: [{ name: 'a.csv', decimal: ',', makes: [sale, { record: 'customer', key: 'who' }] }] }

test('a setting is said once: what a file had of its own gives way', () => {
  expect(settingsOf(draft)).toEqual({ source: 'till', delimiter: ';', decimal: ',' })
  expect(settingsOf(withSetting(draft, 'decimal', '.'))).toEqual({ source: 'till', delimiter: ';', decimal: '.' })
  expect(withSetting(draft, 'decimal', undefined).files[0]).not.toHaveProperty('decimal')
  expect(draft.files[0]).toHaveProperty('decimal', ',')
})

test('where a field comes from is a column, one value, nothing, or said in a way that a form has no words for', () => {
  expect([sourceOf('a'), sourceOf(3), sourceOf({ value: 5 }), sourceOf(undefined)]).toEqual([{ as: 'column', column: 'a', map: null }, { as: 'column', column: 3, map: null }, { as: 'value', value: '5' }, { as: 'none' }])
  expect(sourceOf({ column: 'a', absolute: true, map: { x: 1 } })).toEqual({ as: 'column', column: 'a', map: { x: '1' } })
  expect(sourceOf({ plus: ['a', 'b'] })).toEqual({ as: 'other', text: '{plus: [a,b]}' })
})

test('another column keeps how it is written, not what its words mean', () => {
  expect(fromColumn({ column: 'a', absolute: true, map: { x: 'y' } }, 'b')).toEqual({ column: 'b', absolute: true })
  expect([fromColumn('a', 'b'), fromColumn(undefined, 2), fromColumn({ value: 'x' }, 'b')]).toEqual(['b', 2, 'b'])
  expect(mappedField('a', 'a', { NPS: 'recommend', other: '' })).toEqual({ column: 'a', map: { NPS: 'recommend' } })
  expect(mappedField({ column: 'a', map: { x: 'y' } }, 'a', { x: '' })).toBe('a')
})

test('another kind keeps the fields that both have', () => {
  expect(asKind(sale, 'refund')).toEqual({ fact: 'refund', customer: 'who', at: 'day', unit: { value: 'web' }, id: { template: '{who}-{day}' } })
  expect(asKind(sale, 'customer')).toEqual({ record: 'customer', key: 'who' })
  expect(newOutput([sale], 'rating')).toEqual({ fact: 'rating', customer: 'who', at: 'day' })
})

test('changes touch what they name, and columns that nothing is made of are told', () => {
  const other = withOutput(draft, 0, (output) => withField(output, 'paid', undefined))
  expect([other.files[0]?.makes[0], other.files[0]?.makes[1]]).toEqual([expect.not.objectContaining({ paid: 'sum' }), draft.files[0]?.makes[1]])
  expect(withoutOutput(draft, 0).files[0]?.makes).toEqual([{ record: 'customer', key: 'who' }])
  expect(unusedColumns(draft, ['who', 'day', 'sum', 'left over', 2])).toEqual(['left over', 2])
  expect(unusedColumns({ files: [{ name: 'a', makes: [{ fact: 'purchase', customer: 1, at: 3, paid: 5 }] }] }, [1, 2, 3, 4, 5])).toEqual([2, 4])
  expect(columnsSaid(draft)).toEqual(['who', 'day', 'sum', 'who'])
})

test('for which rows it holds is said by one column’s values, or shown as it is written', () => {
  expect(conditionOf(sale)).toBeNull()
  expect(conditionOf({ ...sale, when: { column: 'type', is: ['S', 1] } })).toEqual({ column: 'type', values: ['S', '1'] })
  expect(conditionOf({ ...sale, when: { column: 'sum', above: 0 } })).toBe('{column: sum,above: 0}')
})
