import { parse } from '@formatjs/icu-messageformat-parser'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { CATALOGUES } from '../src/core/words/index.ts'
import { pack } from '../src/core/words/packed.ts'
import { isPlain, type Message } from '../src/core/words/words.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const PREFIX = 'virtual:words/'
/** What only a terminal or an operator is told, and what the API says itself: why the default of a setting is what it is. */
export const ELSEWHERE = /^(cli|start|doctor|operate|progress|serve|backup|restore|numbers|setting_why)\./

/** Refusals are said by the server, whole; of their many messages a browser gets those that the app names itself, and all where it puts a name together. Of the others it gets none that only a terminal says. */
const textOf = (pattern: string): string => globSync(pattern, { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8')).join('\n')
const APP = textOf('src/web/{app,charts}/**/*.{ts,tsx}')
/** Messages that a text names whole, and how those begin that it puts together. */
const namedIn = (text: string): { readonly whole: ReadonlySet<string>; readonly begun: readonly string[] } => ({
  whole: new Set([...text.matchAll(/['"]([a-z_]+\.[\w.]+)['"]/g)].map(([, id]) => id as string)), begun: [...new Set([...text.matchAll(/`([a-z_]+\.[\w.]*)\$\{/g)].map(([, id]) => id as string))],
})
/** What a browser may come to run, and what says things on a terminal or in an answer alone. */
const [INSIDE, OUTSIDE] = [namedIn(textOf('src/{web,core,contract}/**/*.{ts,tsx}')), namedIn(textOf('src/{cli,api,jobs,actions}/**/*.ts'))]
const isOutsideAlone = (id: string): boolean => OUTSIDE.whole.has(id) && !INSIDE.whole.has(id) && !INSIDE.begun.some((begun) => id.startsWith(begun))
const isSaid = (id: string): boolean => (id.startsWith('refusal.') ? APP.includes(`'${id}'`) || APP.includes(`"${id}"`) || APP.includes('`refusal.${') : !isOutsideAlone(id))

/** Messages as a browser gets them: parsed beforehand, apart from those in which nothing is to be filled in. */
export function compileWords(catalogue: Readonly<Record<string, string>>): Record<string, Message> {
  const wanted = Object.entries(catalogue).filter(([id]) => !ELSEWHERE.test(id) && isSaid(id))
  return Object.fromEntries(wanted.map(([id, text]) => [id, isPlain(text) ? text : pack(parse(text, { ignoreTag: true, captureLocation: false }))]))
}

/** Makes `virtual:words/<language>` the catalogue of a language: one lazy chunk each. */
export function wordsPlugin(): Plugin {
  return {
    name: 'troth-words',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null
      const language = id.slice(PREFIX.length + 1) as keyof typeof CATALOGUES
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(compileWords(CATALOGUES[language])))})`
    },
  }
}
