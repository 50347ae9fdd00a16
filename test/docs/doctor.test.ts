import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { CHECKS, FINDINGS, type FindingCode } from '#contract/house/doctor.ts'
import { wordsOf } from '#core/words/index.ts'

const page = readFileSync(resolve(import.meta.dirname, '../../docs/operate/doctor.md'), 'utf8')

test('the manual explains everything that the doctor can find, as bad as it is, and nothing else', () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \| (\w+) \| (.+) \|$/gm)].map(([, code, level, means]) => [code, level, (means as string).length > 40])
  expect(rows).toEqual(Object.entries(FINDINGS).map(([code, level]) => [code, level, true]))
})

test('the manual says what is looked at, by the names that the terminal shows', () => {
  const words = wordsOf('en')
  const rows = [...page.matchAll(/^- \*\*(.+?)\*\*:/gm)].map(([, name]) => name)
  expect(rows).toEqual(CHECKS.map((check) => words.say(`doctor.check.${check}`)))
})

test('whatever is found, there is something to do', () => {
  const words = wordsOf('en')
  expect((Object.keys(FINDINGS) as FindingCode[]).filter((code) => !words.has(`doctor.found.${code}`) || !words.has(`doctor.found.${code}.do`))).toEqual([])
})
