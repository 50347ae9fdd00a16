import { spawn } from 'node:child_process'
import { linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @param {string} path */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

/**
 * Whether node_modules holds what package-lock.json says. npm itself keeps a list there of what it installed, written last, so
 * an install that was cut off has none. Packages of other platforms are optional and not in it.
 * @param {string} root
 */
export function isInstalled(root) {
  const wanted = readLock(join(root, 'package-lock.json'))
  const present = readLock(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true
    const found = present[path]
    return found ? found.version === version && found.integrity === integrity : optional === true
  })
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/**
 * Takes the lock, or says who has it. That of a process that is gone is moved aside first and then looked at again, since
 * another may have taken its place in between.
 * @param {string} file
 * @returns {number | undefined} the process that holds it, if another does
 */
function takeLock(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return undefined
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  try {
    const holder = readFileSync(file, 'utf8')
    if (holder === '' || isAlive(Number(holder))) return Number(holder)
    const aside = `${file}.${process.pid}`
    renameSync(file, aside)
    if (readFileSync(aside, 'utf8') !== holder) linkSync(aside, file)
    unlinkSync(aside)
  } catch {
    // the holder gave it back, or another waits as we do
  }
  return 0
}

/** @param {number} ms */
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** @param {string} text */
const say = (text) => void process.stderr.write(`${text}\n`)

/** What `npm start` and `npx` tell their children about themselves would steer the npm that we run. */
const STEERS = /^npm_(config_(call|package|yes|workspaces?|omit|include|prefix|global|location)$|command$|lifecycle|package_)/i

/**
 * Runs `npm ci`, silent unless it fails. Says nothing of engines: some packages ask for the Node that this very step installs.
 * @param {string} root
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function runNpm(root) {
  const npm = process.env.npm_execpath
  const own = npm !== undefined && /npm-cli\.c?js$/.test(npm)
  const args = ['ci', '--loglevel=error', '--no-audit', '--no-fund', '--no-progress']
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !STEERS.test(name)))
  return new Promise((resolve) => {
    const options = { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] }
    const child = own ? spawn(process.execPath, [npm, ...args], options) : spawn('npm', args, { ...options, shell: process.platform === 'win32' })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: null, output: `npm could not be run: ${error.message}` }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** @param {string} root */
async function install(root) {
  say('Installing what Troth is made of (only now and after an update) …')
  const started = Date.now()
  const { code, output } = await runNpm(root)
  if (code !== 0) throw new Error(`${output.trim()}\n\nnpm ci failed in ${root}. Mend what it says above and run the same command again.`)
  say(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

/**
 * Installs what package-lock.json names unless it is there already. Of several that want to at once, one does and the others wait.
 * @param {string} root
 */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return
  // Not in node_modules: npm ci begins by removing it.
  const lock = join(root, '.cache', 'install.lock')
  mkdirSync(join(root, '.cache'), { recursive: true })
  for (let told = false; ; ) {
    const holder = takeLock(lock)
    if (holder === undefined) break
    if (holder > 0 && !told) {
      say(`Waiting for process ${holder}, which is installing …`)
      told = true
    }
    await sleep(100)
  }
  try {
    if (!isInstalled(root)) await install(root)
  } finally {
    unlinkSync(lock)
  }
}
