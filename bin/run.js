import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/** Type stripping is what the pinned Node is for; an older 24 warns of it. */
const FLAGS = ['--disable-warning=ExperimentalWarning']

/** The exit code by which a shell knows a program that a signal ended. @param {NodeJS.Signals} signal */
const codeOf = (signal) => 128 + (constants.signals[signal] || 0)

/**
 * npm passes a SIGTERM on to the shell it runs us in, and the shell dies of it alone. Calls `gone` when that has happened. Only
 * under npm: who starts Troth from a shell of their own may well log out and leave it running.
 * @param {() => void} gone
 */
function watchNpm(gone) {
  if (process.env.npm_command === undefined) return () => {}
  const shell = process.ppid
  const timer = setInterval(() => process.ppid !== shell && gone(), 250)
  return () => clearInterval(timer)
}

/**
 * Runs a script with the pinned Node, in our place: same terminal, same signals, same exit code. A channel between the two
 * tells it when we are gone without a word (kill -9), so that it does not go on alone with the port taken.
 * @param {string} node
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, channel?: boolean }} [options]
 * @returns {Promise<number>}
 */
export function passOn(node, args, { cwd, env, channel = true } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = channel ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit'
    const child = spawn(node, [...FLAGS, ...args], { stdio, cwd, env: { ...process.env, ...env } })
    // Ctrl-C reaches the child from the terminal as well; it takes the two for one. Here they only keep us waiting for its end.
    const listeners = SIGNALS.map((signal) => [signal, () => void child.kill(signal)])
    for (const [signal, pass] of listeners) process.on(signal, pass)
    const watched = watchNpm(() => {
      watched()
      child.kill('SIGTERM')
    })
    const done = () => {
      watched()
      for (const [signal, pass] of listeners) process.off(signal, pass)
    }
    child.once('error', (error) => {
      done()
      reject(error)
    })
    child.once('exit', (code, signal) => {
      done()
      resolve(signal ? codeOf(signal) : (code ?? 1))
    })
  })
}
