import { expect, test } from 'vitest'
import { filesOf } from './files.ts'
import { circles, trespasses } from './rooms.ts'
import { importsOf } from './syntax.ts'

const files = filesOf(['src'], /\.tsx?$/)

test('every import is one that the table of rooms allows', () => {
  expect(trespasses(files)).toEqual([])
})

test('no file leads back to itself', () => {
  expect(circles(files)).toEqual([])
})

test('the house was really read', () => {
  expect(files.length).toBeGreaterThan(100)
  expect(files.reduce((sum, file) => sum + importsOf(file).length, 0)).toBeGreaterThan(300)
})

test.each([
  ['src/core/map/count.ts', "import { openPool } from '#store/pool.ts'", 'core decides'],
  ['src/core/map/count.ts', "import type { Pool } from '../../store/pool.ts'", 'core decides'],
  ['src/core/map/count.ts', "export * from 'node:fs'", 'core decides'],
  ['src/core/map/count.ts', "const fs = await import('node:fs')", 'core decides'],
  ['src/core/map/count.ts', "type Pool = import('pg').Pool", 'core decides'],
  ['src/core/map/count.ts', "import 'zod'", 'core decides'],
  ['src/stats/mean.ts', "import { tell } from '#core/relationship/tell.ts'", 'stats measures'],
  ['src/store/map.ts', "import { settings } from '#contract/settings.ts'", 'store remembers'],
  ['src/api/map.ts', "import { openPool } from '#store/pool.ts'", 'api listens'],
  ['src/web/chart.ts', "import { tell } from '#core/relationship/tell.ts'", 'web shows'],
  ['src/attic/box.ts', '', 'is in no room'],
])('%s with %s is turned away', (path, text, why) => {
  expect(trespasses([{ path, text }])).toEqual([expect.stringContaining(why)])
})

test.each([
  ['src/core/map/count.ts', "import { mean } from '#stats/mean.ts'"],
  ['src/core/map/count.ts', "// import { openPool } from '#store/pool.ts'"],
  ['src/core/map/count.ts', 'const text = "import x from \'pg\'"'],
  ['src/web/chart.ts', "import { wordsOf } from '#core/words/index.ts'"],
  ['src/main.ts', "import { openPool } from '#store/pool.ts'"],
])('%s with %s is let in', (path, text) => {
  expect(trespasses([{ path, text }])).toEqual([])
})

test('a planted circle is found, through however many files', () => {
  const at = (path: string, specifier: string): { path: string; text: string } => ({ path, text: `import '${specifier}'` })
  const three = [at('src/core/a.ts', './b.ts'), at('src/core/b.ts', '#core/c.ts'), at('src/core/c.ts', './a.ts')]
  expect(circles(three)).toEqual(['src/core/a.ts → src/core/b.ts → src/core/c.ts → src/core/a.ts'])
})

test('what runs in a browser takes only types from contract, whose shapes would bring their checker along', () => {
  const inBrowser = filesOf(['src/web'], /\.tsx?$/).filter(({ path }) => /^src\/web\/(app|charts)\//.test(path))
  expect(inBrowser.length).toBeGreaterThan(30)
  expect(inBrowser.flatMap(({ path, text }) => text.split('\n').filter((line) => /^(import|export) (?!type ).*#contract\//.test(line)).map((line) => `${path}: ${line}`))).toEqual([])
})
