import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { LOCALES, type Words } from '#core/words/index.ts'

/** Where the files of the built app lie, and which of them a page has to name. */
export interface BuiltApp {
  readonly folder: string
  readonly script: string
  readonly styles: readonly string[]
  readonly preload: readonly string[]
  readonly words: Readonly<Record<Words['language'], string>>
  readonly fonts: readonly string[]
}

interface Chunk {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
}

const ENTRY = 'src/web/app/main.tsx'

/** Everything that a chunk needs before it runs, itself left out. */
function neededBy(manifest: Readonly<Record<string, Chunk>>, name: string, seen = new Set<string>()): Set<string> {
  for (const next of manifest[name]?.imports ?? []) {
    if (seen.has(next)) continue
    seen.add(next)
    neededBy(manifest, next, seen)
  }
  return seen
}

/** The app as it was last built under `cache` (`.cache/web`). @throws where it was not */
export function readBuiltApp(cache: string): BuiltApp {
  const note = join(cache, 'built.json')
  if (!existsSync(note)) throw new Error('The web app is not built: start Troth by npm start or npx troth, or run node build/app.ts.')
  const folder = join(cache, (JSON.parse(readFileSync(note, 'utf8')) as { folder: string }).folder)
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, Chunk>
  const fileOf = (name: string): string => (manifest[name] as Chunk).file
  const font = Object.values(manifest).map(({ file }) => file).filter((file) => /^inter-latin-opsz-normal.*\.woff2$/.test(file))
  return {
    folder,
    script: fileOf(ENTRY),
    styles: manifest[ENTRY]?.css ?? [],
    preload: [...neededBy(manifest, ENTRY)].map(fileOf),
    words: Object.fromEntries(Object.keys(LOCALES).map((language) => [language, fileOf(`virtual:words/${language}`)])) as BuiltApp['words'],
    fonts: font,
  }
}

/** What the build calls its files; its own notes are no part of the app. */
const A_FILE = /^\w[\w-]*(\.[\w-]+)*\.(js|css|woff2|svg)$/

/** Serves the app's files. Their names change with what is in them, so a browser keeps them for good; one that is not there is not there (404), and never the page instead. */
export async function serveApp(app: FastifyInstance, { folder }: BuiltApp): Promise<void> {
  await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true, immutable: true, maxAge: '365d' })
  app.get('/assets/*', { config: { access: 'open' }, schema: { hide: true } }, async (request, reply) => {
    const name = (request.params as { '*': string })['*']
    if (!A_FILE.test(name)) return reply.callNotFound()
    return reply.sendFile(name)
  })
}
