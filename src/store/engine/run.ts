import { spawn } from 'node:child_process'
import { environment, type Account } from './account.ts'

export interface Outcome {
  /** Null where it could not be started or was killed. */
  readonly code: number | null
  readonly output: string
}

/**
 * Runs one of PostgreSQL's programs to its end. It gets a session of its own, so that a Ctrl-C at the terminal does not
 * reach it and leave its work half done.
 */
export function run(program: string, args: readonly string[], account: Account, cwd?: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...account, cwd: cwd ?? '/', env: environment(), detached: true, windowsHide: true, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const take = (chunk: Buffer): void => void (output += chunk.toString())
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => resolve({ code: null, output: error.message }))
    child.on('close', (code) => resolve({ code, output: output.trim() }))
  })
}
