import type { Settings } from '#contract/settings.ts'
import type { Words } from '#core/words/index.ts'
import type { BuiltApp } from '#api/app.ts'
import type { Pages } from '#api/pages.ts'
import type { Context } from '#actions/context.ts'

/** Where an operator reads and answers. */
export interface Terminal {
  /** What was asked for: goes to standard output, as it is. */
  readonly out: (text: string) => void
  /** What is said about it (progress, refusals): goes to standard error. */
  readonly err: (text: string) => void
  /** Characters in a line; a table is laid out to fit. */
  readonly columns: number
  /** Is somebody watching standard error? Then a bar moves in place. */
  readonly lively: boolean
  readonly colours: boolean
  /** Asks for a line; null where nobody can answer, empty where somebody will not (Ctrl-C). */
  readonly ask: (question: string) => Promise<string | null>
}

/** What every command is handed. `main.ts` makes it; a test makes its own. */
export interface Cli {
  readonly words: Words
  readonly terminal: Terminal
  readonly version: string
  /** The settings. @throws Refused where one is wrong: only commands that need none go on. */
  readonly settings: () => Settings
  /** Runs `work` in a house whose database is open and up to date, and closes it however the work ends. */
  readonly inHouse: <T>(work: (ctx: Context) => Promise<T>) => Promise<T>
  /** The wall clock. */
  readonly now: () => number
  /** Aborted at the first signal to stop. To be asked for before the work begins. */
  readonly untilStopped: () => AbortSignal
  /** The pages that the server shows. */
  readonly pages: Pages
  /** The app that pages lead to, as it was built. */
  readonly app?: () => BuiltApp
}

/** Prints an answer as the API gives it. */
export const printJson = ({ terminal }: Cli, answer: unknown): void => terminal.out(`${JSON.stringify(answer, null, 2)}\n`)

/** A command that has said itself why it did not go on. */
export class Failed extends Error {}
