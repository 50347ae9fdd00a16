import { expect, test } from 'vitest'
import { splitOf } from '#actions/map/split.ts'

test('one unit is a part of all by unit, whoever else was chosen', () => {
  expect(splitOf({ units: ['a', 'b'], channel: ['shop'] }, null)).toEqual({ group: { by: 'unit' }, filter: { channel: ['shop'] }, only: new Set(['a', 'b']) })
  expect(splitOf({ units: ['a'] }, { by: 'unit' })).toEqual({ group: { by: 'unit' }, filter: {}, only: new Set(['a']) })
  expect(splitOf({ units: [] }, null).only).toEqual(new Set())
})

test('so is one channel and one language, where no unit was chosen; nothing chosen is all of it', () => {
  expect(splitOf({ channel: ['shop'], language: ['et'] }, null)).toEqual({ group: { by: 'channel' }, filter: { language: ['et'] }, only: new Set(['shop']) })
  expect(splitOf({ language: ['et'], heard: true }, null)).toEqual({ group: { by: 'language' }, filter: { heard: true }, only: new Set(['et']) })
  expect(splitOf({}, null)).toEqual({ group: { by: 'unit' }, filter: {}, only: null })
})

test('what it is told by is what it is split by: all else chooses who is looked at', () => {
  expect(splitOf({ units: ['a'], channel: ['shop'] }, { by: 'channel' })).toEqual({ group: { by: 'channel' }, filter: { units: ['a'] }, only: new Set(['shop']) })
  expect(splitOf({ units: ['a'] }, { by: 'cohort' })).toEqual({ group: { by: 'cohort' }, filter: { units: ['a'] }, only: null })
  expect(splitOf({ attribute: { tier: ['gold'] } }, { by: 'attribute', name: 'tier' })).toEqual({ group: { by: 'attribute', name: 'tier' }, filter: { attribute: { tier: ['gold'] } }, only: null })
})
