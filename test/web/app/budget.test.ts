import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesOf } from '#test/house/files.ts'
import { builtApp } from '#test/setup/app.ts'
import { CATALOGUES } from '#core/words/index.ts'
import { compileWords, ELSEWHERE } from '../../../build/words.ts'

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
}

const { folder } = builtApp()
const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, Chunk>
const ENTRY = 'src/web/app/main.tsx'

/** A chunk and all that it needs before it runs. */
function withNeeded(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen
  seen.add(name)
  for (const next of manifest[name]?.imports ?? []) withNeeded(next, seen)
  return seen
}

/** Compressed as it is sent to a browser that knows gzip alone, in kB. */
const sizeOf = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + statSync(join(folder, `${manifest[name]?.file}.gz`)).size, 0) / 1000

const shell = withNeeded(ENTRY)
/** The gallery shows all there is beside each other: nobody waits for it. */
const screens = Object.keys(manifest).filter((name) => /^src\/web\/app\/(?!gallery\/)\w+\/\w+Screen\.tsx$/.test(name))

/** kB of script, gzip. */
const MOST = { shell: 135, screen: 60, words: 40 } as const

test('the shell is small', () => {
  expect(sizeOf(shell)).toBeLessThanOrEqual(MOST.shell)
})

test('there are screens, and each brings little more', () => {
  expect(screens.length).toBeGreaterThan(6)
  const tooLarge = screens.map((name) => [name, sizeOf([...withNeeded(name)].filter((part) => !shell.has(part)))] as const).filter(([, kb]) => kb > MOST.screen)
  expect(tooLarge).toEqual([])
})

test('the words of one language are one part, and come without a parser', () => {
  for (const name of Object.keys(manifest).filter((one) => one.startsWith('virtual:words/'))) expect([name, sizeOf([name]) <= MOST.words]).toEqual([name, true])
  expect(readFileSync(join(folder, manifest[ENTRY]?.file ?? ''), 'utf8')).not.toContain('EXPECT_ARGUMENT_CLOSING_BRACE')
})

test('no screen says what its words are not sent with', () => {
  const said = filesOf(['src/web/app', 'src/web/charts'], /\.tsx?$/).flatMap(({ path, text }) => [...text.matchAll(/['"`]([a-z_]+\.[\w.]*)/g)].map(([, id]) => [path, id as string] as const))
  expect(said.length).toBeGreaterThan(500)
  expect(said.filter(([, id]) => ELSEWHERE.test(id))).toEqual([])
  const sent = compileWords(CATALOGUES.en)
  expect(said.filter(([, id]) => id in CATALOGUES.en && !(id in sent))).toEqual([])
  // What is put together may be any that begins so.
  const begun = new Set(said.map(([, id]) => id).filter((id) => id.endsWith('.')))
  expect(Object.keys(CATALOGUES.en).filter((id) => begun.has(id.slice(0, id.lastIndexOf('.') + 1)) && !(id in sent) && !id.startsWith('refusal.'))).toEqual([])
})

test('no part names a host', () => {
  const named = Object.values(manifest).filter(({ file }) => file.endsWith('.js')).flatMap(({ file }) => [...readFileSync(join(folder, file), 'utf8').matchAll(/https?:\/\/([\w.-]+\.\w+)/g)].map(([, host]) => host as string))
  // Names of XML's and of explanations, which nobody asks anything.
  expect([...new Set(named)].filter((host) => !/^(www\.w3\.org|react\.dev|reactjs\.org|bugs\.webkit\.org|tanstack\.com|developer\.mozilla\.org|react-aria\.adobe\.com|react-spectrum\.adobe\.com|github\.com|formatjs\.github\.io|bugzilla\.mozilla\.org)$/.test(host))).toEqual([])
})
