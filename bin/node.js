import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Runs TypeScript as it is, and is kept up for years. */
const MAJOR = 24

/** @param {string} version such as `v24.1.0` */
const isFit = (version) => Number((/^v(\d+)\./.exec(version) || [])[1]) >= MAJOR

/**
 * The Node that runs Troth: the one that was installed with it, wherever that really runs on this machine (on a Linux without
 * glibc it is there and does not), or else the one that runs this, where it is new enough.
 * @param {string} root
 */
export function findNode(root) {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  for (const name of [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]) {
    const program = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    if (!existsSync(program)) continue
    const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' })
    if (status === 0 && isFit(stdout)) return program
  }
  if (isFit(process.version)) return process.execPath
  throw new Error(
    `Troth runs on Node ${MAJOR}. It brings its own, but none that runs on ${process.platform}-${process.arch}, and this is ${process.version}.\n` +
      `Install Node ${MAJOR} or newer from nodejs.org or your system's packages, and start Troth with it.`,
  )
}
