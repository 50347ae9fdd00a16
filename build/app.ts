/**
 * Builds the web app, unless it is built already from the very same sources: `node build/app.ts`.
 * What it made is in `.cache/web/<hash>`, and `.cache/web/built.json` says which; it is replaced at once, so a server that starts meanwhile finds a whole one.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, '.cache', 'web')
const SOURCES = ['src/web/**/*.{ts,tsx,css,svg}', 'src/core/**/*.{ts,json}', 'src/contract/**/*.ts', 'build/*.ts', 'package-lock.json']

/** One hash over all that goes into the app. */
function hashOfSources(): string {
  const hash = createHash('sha256')
  for (const file of globSync(SOURCES, { cwd: root }).toSorted()) hash.update(file).update('\0').update(readFileSync(join(root, file))).update('\0')
  return hash.digest('hex').slice(0, 16)
}

/** Puts a smaller twin beside every file that is worth it, so that nothing is compressed while somebody waits. */
function compress(made: string): void {
  for (const file of globSync('**/*.{js,css,svg}', { cwd: made })) {
    const whole = readFileSync(join(made, file))
    writeFileSync(join(made, `${file}.gz`), gzipSync(whole, { level: 9 }))
    writeFileSync(join(made, `${file}.br`), brotliCompressSync(whole, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }))
  }
}

/** A browser that has the app open may still ask for the parts of the one before. */
function removeOld(current: string): void {
  const others = readdirSync(folder).filter((name) => name !== current && name !== 'built.json')
  const byAge = others.toSorted((a, b) => statSync(join(folder, b)).mtimeMs - statSync(join(folder, a)).mtimeMs)
  for (const name of byAge.slice(2)) rmSync(join(folder, name), { recursive: true, force: true })
}

const hash = hashOfSources()
const target = join(folder, hash)
if (!existsSync(target)) {
  const started = performance.now()
  // Whoever builds may be a test: what is built is what is used.
  process.env['NODE_ENV'] = 'production'
  if (process.stderr.isTTY) process.stderr.write('Building the web app (only now and after an update) …\n')
  const [{ build }, { config }] = await Promise.all([import('vite'), import('./vite.config.ts')])
  mkdirSync(folder, { recursive: true })
  const aside = `${target}.${process.pid}`
  await build({ ...config, build: { ...config.build, outDir: aside, emptyOutDir: true } })
  compress(aside)
  try {
    renameSync(aside, target)
  } catch (error) {
    // Another built the same meanwhile.
    if (!existsSync(target)) throw error
    rmSync(aside, { recursive: true, force: true })
  }
  if (process.stderr.isTTY) process.stderr.write(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`)
}
const note = join(folder, `built.json.${process.pid}`)
writeFileSync(note, JSON.stringify({ folder: hash }))
renameSync(note, join(folder, 'built.json'))
removeOld(hash)
