#!/usr/bin/env node
/**
 * The way in: `node bin/troth.js start`, `run test`, or any command of Troth's. Plain JavaScript without dependencies, since
 * it must run before anything is installed and on whatever Node the machine has; it installs what is missing, finds the Node
 * that Troth is pinned to and hands over.
 */
import { readdirSync, realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './install.js'
import { findNode } from './node.js'
import { passOn } from './run.js'
import { runTests } from './tests.js'

const OLDEST_NODE = 18
const root = resolve(dirname(realpathSync(fileURLToPath(import.meta.url))), '..')

/** One command of `bench/`, by its name. @param {string} root @param {string} node @param {string[]} args */
function runBench(root, node, [name = '', ...args]) {
  const known = readdirSync(resolve(root, 'bench')).filter((file) => /^[a-z-]+\.bench\.ts$/.test(file)).map((file) => file.slice(0, -'.bench.ts'.length))
  if (!known.includes(name)) throw new Error(`Which benchmark? ${known.join(', ')}`)
  return passOn(node, [resolve(root, 'bench', `${name}.bench.ts`), ...args])
}

/** Whether a command shows the web app, which is built where its sources have changed. @param {string[]} args */
const shows = (args) => [undefined, 'start', 'serve'].includes(args.find((arg) => !arg.startsWith('-'))) && !args.some((arg) => ['-h', '--help', '-V', '--version'].includes(arg))

/** @param {string[]} args */
async function main(args) {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    throw new Error(`Troth needs Node ${OLDEST_NODE} or newer to install itself, and this is ${process.version}.`)
  }
  await ensureInstalled(root)
  const node = findNode(root)
  if (args[0] === 'run' && args[1] === 'test') return runTests(root, node, args.slice(2))
  if (args[0] === 'run' && args[1] === 'bench') return runBench(root, node, args.slice(2))
  if (shows(args) && (await passOn(node, [resolve(root, 'build/app.ts')])) !== 0) throw new Error('The web app could not be built: see above.')
  return passOn(node, [resolve(root, 'src/main.ts'), ...args])
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
