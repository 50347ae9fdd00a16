import { parse } from '@formatjs/icu-messageformat-parser'
import { expect, test } from 'vitest'
import { LANGUAGES } from '#core/history/kinds.ts'
import { CATALOGUES } from '#core/words/index.ts'
import { pack, unpack } from '#core/words/packed.ts'
import { makeWords } from '#core/words/words.ts'

const parsed = (text: string): ReturnType<typeof parse> => parse(text, { ignoreTag: true, captureLocation: false })

test('what is packed for a browser is unpacked as it was parsed, and is shorter', () => {
  for (const language of LANGUAGES) {
    const messages = Object.values(CATALOGUES[language]).map(parsed)
    for (const message of messages) expect(unpack(JSON.parse(JSON.stringify(pack(message))))).toEqual(message)
    expect(JSON.stringify(messages.map(pack)).length).toBeLessThan(0.8 * JSON.stringify(messages).length)
  }
})

test('a choice within a choice, an ordinal and an offset are themselves again', () => {
  for (const text of ['{a, select, x {{n, plural, =0 {none} one {# of {b}} other {#}}} other {}}', '{n, selectordinal, one {#st} other {#th}}', '{n, plural, offset:1 one {#} other {#}}', "it''s '{plain}' {n, number} {d, date, short}"]) {
    expect(unpack(pack(parsed(text)))).toEqual(parsed(text))
  }
  const text = '{n, plural, =0 {nobody} one {# customer} other {# customers}} of {all}'
  for (const n of [0, 1, 2]) expect(makeWords('en', { m: pack(parsed(text)) }).say('m', { n, all: 9 })).toBe(makeWords('en', { m: text }).say('m', { n, all: 9 }))
})
