import { readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { REFUSALS } from '#contract/refusals.ts'
import { LANGUAGES, type Language } from '#core/history/kinds.ts'
import { CATALOGUES, LOCALES } from '#core/words/index.ts'
import { filesOf, ROOT } from './files.ts'
import { visit, type SyntaxNode } from './syntax.ts'

const OTHERS = LANGUAGES.filter((language) => language !== 'en')
const ids = (language: Language): readonly string[] => Object.keys(CATALOGUES[language]).toSorted()

/** A piece of a parsed message: text (0), the # of a plural (7), or a place to be filled in, maybe with choices (5 is a select). */
interface Piece {
  readonly type: number
  readonly value?: string
  readonly options?: Readonly<Record<string, { readonly value: readonly Piece[] }>>
}

/** What a message needs to be filled in, with the choices of a `select`, in order. */
function holesOf(message: string, language: Language): readonly string[] {
  const found = new Set<string>()
  const walk = (pieces: readonly Piece[]): void => {
    for (const { type, value = '', options = {} } of pieces) {
      if (type === 0 || type === 7) continue
      found.add(type === 5 ? `${value} ${Object.keys(options).toSorted().join('|')}` : value)
      for (const option of Object.values(options)) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(message, LOCALES[language], undefined, { ignoreTag: true }).getAst())
  return [...found].toSorted()
}

test('there are messages, and none is empty', () => {
  expect(ids('en').length).toBeGreaterThan(15)
  for (const language of LANGUAGES) expect(Object.entries(CATALOGUES[language]).filter(([, text]) => text.trim() === '')).toEqual([])
})

describe.each(OTHERS)('%s', (language) => {
  test('has the messages that English has, and no others', () => {
    expect(ids(language)).toEqual(ids('en'))
  })

  test('leaves the same places to be filled in', () => {
    for (const [id, text] of Object.entries(CATALOGUES[language])) {
      const english = CATALOGUES.en[id]
      if (english !== undefined) expect([id, holesOf(text, language)]).toEqual([id, holesOf(english, 'en')])
    }
  })
})

test.each(LANGUAGES)('in %s no message is defined twice', (language) => {
  const texts = filesOf([`src/core/words/${language}`], /\.json$/)
  const all = texts.flatMap(({ text }) => [...text.matchAll(/^\s*"([^"]+)":/gm)].map(([, id]) => id))
  expect(all.filter((id, i) => all.indexOf(id) !== i)).toEqual([])
  expect(all.length).toBe(ids(language).length)
})

test('every refusal is said whole: what is wrong, and what to do', () => {
  for (const code of Object.keys(REFUSALS)) for (const language of LANGUAGES) {
    expect(CATALOGUES[language], language).toHaveProperty([`refusal.${code}`])
    expect(CATALOGUES[language], language).toHaveProperty([`refusal.${code}.do`])
  }
})

test('every message of a refusal belongs to a code that there is', () => {
  const codes = ids('en').flatMap((id) => /^refusal\.(\w+)/.exec(id)?.[1] ?? [])
  expect(codes.filter((code) => !(code in REFUSALS))).toEqual([])
})

/** All texts in the sources, and what stands before the first hole of those that are put together. */
function saidInSources(): { whole: Set<string>; begun: readonly string[] } {
  const whole = new Set<string>()
  const begun = new Set<string>()
  const textOf = (node: SyntaxNode | undefined): string => (node?.['value'] as { cooked?: string } | undefined)?.cooked ?? ''
  for (const file of filesOf(['src'], /\.tsx?$/)) visit(file, (node) => {
    if (node.type === 'Literal' && typeof node['value'] === 'string') whole.add(node['value'])
    if (node.type !== 'TemplateLiteral') return
    const quasis = node['quasis'] as readonly SyntaxNode[]
    const first = textOf(quasis[0])
    if (quasis.length === 1) whole.add(first)
    else if (/^[a-z_]+\./.test(first)) begun.add(first)
  })
  return { whole, begun: [...begun] }
}

test('every message is said somewhere', () => {
  const { whole, begun } = saidInSources()
  expect(ids('en').filter((id) => !whole.has(id) && !begun.some((start) => id.startsWith(start)))).toEqual([])
})

test('the checks can fail', () => {
  expect(() => holesOf('{name', 'en')).toThrow('EXPECT')
  expect(holesOf('{a} of {b, plural, one {# in {c}} other {#}} {d, select, x {1} other {2}}', 'en')).toEqual(['a', 'b', 'c', 'd other|x'])
  expect(readFileSync(`${ROOT}/src/core/words/en/house.json`, 'utf8')).toContain('refusal.setting_invalid')
})
