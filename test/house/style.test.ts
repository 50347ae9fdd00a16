import { expect, test } from 'vitest'
import { filesOf } from './files.ts'
import { anysOf, functionsOf, linesOf, sizeAt } from './style.ts'

const FOLDERS = ['src', 'test', 'bench', 'bin', 'build']
const files = filesOf(FOLDERS, /\.(tsx?|js|css|sql)$/)
const scripts = files.filter(({ path }) => /\.(tsx?|js)$/.test(path))
/** Functions that hold tests are as long as their tests are many. */
const sources = scripts.filter(({ path }) => !path.endsWith('.test.ts'))

/**
 * Functions of 40 lines and more, each with the length it may have and a reason that a reader accepts. The list only ever gets
 * shorter: a function that grows past its number fails, and so does one that no longer needs its place.
 */
const LONGER: Readonly<Record<string, readonly [lines: number, reason: string]>> = {}

const MOST_LINES = 39

test('files are small: half under 100 lines, nine in ten under 250, none over 400', () => {
  expect(sizeAt(0.5, files)).toBeLessThan(100)
  expect(sizeAt(0.9, files)).toBeLessThan(250)
  expect(files.filter(({ text }) => linesOf(text) > 400).map(({ path }) => path)).toEqual([])
})

test('functions are under 40 lines', () => {
  const long = sources.flatMap(functionsOf).filter(({ name, lines }) => lines > (LONGER[name]?.[0] ?? MOST_LINES))
  expect(long).toEqual([])
})

test('no function is on the list of longer ones without need', () => {
  const measured = new Map(sources.flatMap(functionsOf).map(({ name, lines }) => [name, lines]))
  expect(Object.entries(LONGER).filter(([name, [lines]]) => (measured.get(name) ?? 0) <= MOST_LINES || (measured.get(name) ?? 0) < lines)).toEqual([])
})

test('nothing has the type any', () => {
  expect(scripts.flatMap(anysOf)).toEqual([])
})

test('there is no folder of leftovers', () => {
  expect(files.map(({ path }) => path).filter((path) => /(^|\/)(utils?|helpers?|common|misc|lib|shared)\//.test(path))).toEqual([])
})

test('nothing is left for later in the sources', () => {
  const marks = new RegExp(`\\b(${['TO DO', 'FIX ME', 'XX X', 'HA CK'].join('|').replaceAll(' ', '')})\\b`)
  expect(files.filter(({ text }) => marks.test(text)).map(({ path }) => path)).toEqual([])
})

test('the tree was really read, and each measure can fail', () => {
  expect(files.length).toBeGreaterThan(100)
  const path = 'src/core/long.ts'
  const long = `function long(a: any): void {\n${'  a()\n'.repeat(40)}}\nconst short = () => 1\n`
  expect(functionsOf({ path, text: long })).toEqual([{ name: `${path}#long`, lines: 42 }, { name: `${path}#short`, lines: 1 }])
  expect(anysOf({ path, text: long })).toEqual([`${path}:1`])
  expect(anysOf({ path, text: 'const any = "any" // any' })).toEqual([])
  expect(sizeAt(0.5, [1, 2, 300].map((lines) => ({ path, text: 'x\n'.repeat(lines) })))).toBe(2)
})
