import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

/** What stands in for npm: notes that it ran, takes a while, and leaves what npm leaves: the list of what it installed. */
const NPM = `
  import { appendFileSync, copyFileSync, mkdirSync, rmSync } from 'node:fs'
  appendFileSync('ran.txt', process.argv.slice(2).join(' ') + '\\n')
  rmSync('node_modules', { recursive: true, force: true })
  await new Promise((resolve) => setTimeout(resolve, 300))
  if (process.env.BROKEN_NPM) {
    console.error('npm error the disk is full\\nnpm error in so many words')
    process.exit(3)
  }
  mkdirSync('node_modules')
  copyFileSync('package-lock.json', 'node_modules/.package-lock.json')
`

/** What stands in for Troth: says what it was asked, and does as it was told. */
const MAIN = `
  const [command, value] = process.argv.slice(2)
  console.log('asked ' + process.argv.slice(2).join(' '))
  if (command === 'exit') process.exit(Number(value))
  if (command === 'wait') {
    const timer = setInterval(() => undefined, 1000)
    const stop = (how: string) => { console.log('told ' + how); clearInterval(timer); process.exitCode = 7; process.disconnect?.() }
    process.once('SIGINT', () => stop('SIGINT')).once('SIGTERM', () => stop('SIGTERM')).once('disconnect', () => { console.log('alone'); clearInterval(timer) })
    console.log('waiting')
  }
`

/** What stands in for the build of the web app: says that it ran, or fails. */
const BUILD = `
  console.log('built')
  if (process.env.BROKEN_BUILD) process.exit(1)
`

const lock = (version: string): string => JSON.stringify({ packages: { '': {}, 'node_modules/a': { version, integrity: 'x' }, 'node_modules/other-platform': { version, optional: true } } })

export interface Clone {
  readonly folder: string
  /** Writes a package-lock.json that names this version of a package. */
  readonly pin: (version: string) => Promise<void>
  /** Starts the launcher; `said` grows as it prints. */
  readonly start: (args: readonly string[], env?: NodeJS.ProcessEnv) => { readonly process: ChildProcess; readonly said: () => string }
  /** Runs the launcher to its end. */
  readonly run: (args: readonly string[], env?: NodeJS.ProcessEnv) => Promise<{ code: number | null; said: string }>
}

/** A fresh clone with the real launcher, and stand-ins for npm, for the build of the web app and for Troth. */
export async function freshClone(): Promise<Clone> {
  const folder = await mkdtemp(join(tmpdir(), 'troth-clone-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(join(ROOT, 'bin'), join(folder, 'bin'), { recursive: true })
  await mkdir(join(folder, 'src'))
  await mkdir(join(folder, 'build'))
  await writeFile(join(folder, 'src/main.ts'), MAIN)
  await writeFile(join(folder, 'build/app.ts'), BUILD)
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  await writeFile(join(folder, 'npm-cli.js'), NPM)
  const pin = (version: string): Promise<void> => writeFile(join(folder, 'package-lock.json'), lock(version))
  await pin('1.0.0')
  const start: Clone['start'] = (args, env = {}) => {
    const child = spawn(process.execPath, [join(folder, 'bin/troth.js'), ...args], { env: { ...process.env, npm_execpath: join(folder, 'npm-cli.js'), npm_command: undefined, ...env } })
    onTestFinished(() => void child.kill('SIGKILL'))
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
    return { process: child, said: () => said }
  }
  const run: Clone['run'] = async (args, env) => {
    const started = start(args, env)
    const [code] = (await once(started.process, 'close')) as [number | null]
    return { code, said: started.said() }
  }
  return { folder, pin, start, run }
}
