import { createInterface } from 'node:readline/promises'
import type { Terminal } from './cli.ts'

/** Where nothing says how wide it is (a file, a pipe), lines are as long as a page is wide. */
const USUAL_COLUMNS = 100
const LEAST_COLUMNS = 60

/** The terminal of a process. Colours where somebody looks at them and nothing (NO_COLOR, TERM=dumb) says not to. */
export function openTerminal({ stdin, stdout, stderr }: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>, environment: NodeJS.ProcessEnv): Terminal {
  const lively = stderr.isTTY && environment['TERM'] !== 'dumb'
  // A reader that has seen enough (head, less) closes the pipe: that is no failure.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    get columns() {
      return Math.max(LEAST_COLUMNS, stdout.columns ?? (Number(environment['COLUMNS']) || USUAL_COLUMNS))
    },
    lively,
    colours: coloursIn(stdout.isTTY, environment),
    async ask(question) {
      if (!stdin.isTTY) return null
      const reader = createInterface({ input: stdin, output: stderr })
      const answer = reader.question(question)
      const closed = new Promise<string>((resolve) => reader.once('close', () => resolve('')))
      return Promise.race([answer, closed]).finally(() => reader.close())
    },
  }
}

/** FORCE_COLOR and NO_COLOR (no-color.org) win over what the output is. */
function coloursIn(tty: boolean, { FORCE_COLOR, NO_COLOR, TERM }: NodeJS.ProcessEnv): boolean {
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return tty && !NO_COLOR && TERM !== 'dumb'
}
