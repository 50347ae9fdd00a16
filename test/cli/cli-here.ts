import type { Cli, Terminal } from '#cli/cli.ts'
import { runCli } from '#cli/run.ts'
import type { Context } from '#actions/context.ts'
import type { Language } from '#core/history/kinds.ts'
import { wordsOf } from '#core/words/index.ts'
import { USUAL_LIMITS } from '#contract/house/limits.ts'
import type { Settings } from '#contract/settings.ts'

/** What a command printed and ended with. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface Here {
  readonly ctx?: Context
  readonly columns?: number
  readonly language?: Language
  /** What somebody types when asked; null where nobody is there. */
  readonly answer?: string | null
  readonly lively?: boolean
  readonly colours?: boolean
  readonly settings?: Partial<Settings>
  readonly stopped?: AbortSignal
  readonly pages?: Cli['pages']
}

export const SETTINGS: Settings = { host: '127.0.0.1', port: 0, data: '/nowhere', logLevel: 'silent', limits: USUAL_LIMITS, uploadBytes: 1_000_000 }

/** A command line whose terminal is a test. */
export function cliHere({ ctx, columns = 100, language = 'en', answer = null, lively = false, colours = false, settings, stopped, pages }: Here, printed: { out: string; err: string }): Cli {
  const terminal: Terminal = {
    out: (text) => void (printed.out += text), err: (text) => void (printed.err += text), columns, lively, colours,
    ask: (question) => {
      printed.err += question
      return Promise.resolve(answer)
    },
  }
  const inHouse: Cli['inHouse'] = (work) => {
    if (!ctx) throw new Error('this command should not have opened the database')
    return work(ctx)
  }
  return {
    words: wordsOf(language), terminal, version: '0.0.0', settings: () => ({ ...SETTINGS, ...settings }), inHouse, now: () => ctx?.now() ?? Date.UTC(2026, 2, 1),
    untilStopped: () => stopped ?? new AbortController().signal, pages: pages ?? {},
  }
}

/** Runs a command line as an operator would; what it prints can be watched in `printed`. */
export async function run(line: string | readonly string[], here: Here = {}, printed = { out: '', err: '' }): Promise<Ran> {
  const code = await runCli(typeof line === 'string' ? line.split(' ').filter(Boolean) : line, cliHere(here, printed))
  return { code, ...printed }
}
