import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { signOut } from '#actions/house/access/check-session.ts'
import { signIn } from '#actions/house/access/sign-in.ts'
import { lookAtLink, useLink } from '#actions/house/access/use-link.ts'
import { openHouse } from '#actions/house/open-house.ts'
import type { Context } from '#actions/context.ts'
import { readBuiltApp, type BuiltApp } from '#api/app.ts'
import type { Cli } from '#cli/cli.ts'
import { runCli } from '#cli/run.ts'
import { openTerminal } from '#cli/terminal.ts'
import { Refused } from '#contract/refusals.ts'
import { readSettings, type Settings } from '#contract/settings.ts'
import { languageOf, wordsOf, type Words } from '#core/words/index.ts'
import { openDatabase } from '#store/engine/index.ts'
import { migrate } from '#store/migrate.ts'
import { openPool } from '#store/pool.ts'
import { doorPages } from '#web/door/pages.ts'
import { STYLE_PATH } from '#web/frame.ts'
import { appPages, facesOf } from '#web/shell.ts'

/** The operator's language: the setting, else the terminal's. */
function languageHere(environment: NodeJS.ProcessEnv): Words {
  const { TROTH_LANGUAGE, LC_ALL, LC_MESSAGES, LANG } = environment
  return wordsOf(languageOf(TROTH_LANGUAGE || LC_ALL || LC_MESSAGES || LANG))
}

function settingsHere(): Settings {
  const settings = readSettings(process.env)
  if (!settings.ok) throw new Refused(...settings.refusals)
  return settings.value
}

/** A connection that is still at work after this is left to the database, which undoes what it had begun. */
const LETTING_GO_MS = 5000

/** Runs `work` in a house whose database is open and up to date, and closes it however the work ends. */
async function inHouse<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
  const database = await openDatabase(settingsHere())
  try {
    const pool = openPool(database)
    try {
      await migrate(pool)
      const ctx: Context = { pool, now: Date.now, random: randomBytes, actor: 'cli', reach: 'all' }
      await openHouse(ctx)
      return await work(ctx)
    } finally {
      await Promise.race([pool.end(), sleep(LETTING_GO_MS, undefined, { ref: false })])
    }
  } finally {
    await database.close()
  }
}

/** A terminal's Ctrl-C comes twice, to us and from the launcher; what comes later is somebody who will not wait. */
const SAME_SIGNAL_MS = 1000

/** Aborted at the first signal to stop, or when the launcher is gone. Who asks again does not have to wait for the end. */
function untilStopped(): AbortSignal {
  const stopped = new AbortController()
  let first: number | undefined
  const stop = (): void => {
    first ??= Date.now()
    if (Date.now() - first > SAME_SIGNAL_MS) process.exit(130)
    stopped.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(signal, stop)
  return stopped.signal
}

const styleOf = async (...files: readonly string[]): Promise<string> =>
  (await Promise.all(files.map((file) => readFile(new URL(`web/${file}`, import.meta.url), 'utf8')))).join('\n')

let built: BuiltApp | undefined
/** The app as it was built before this process began; other commands than those that serve need none. */
const app = (): BuiltApp => (built ??= readBuiltApp(fileURLToPath(new URL('../.cache/web', import.meta.url))))

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

const cli: Cli = {
  words: languageHere(process.env),
  terminal: openTerminal(process, process.env),
  version,
  settings: settingsHere,
  inHouse,
  now: Date.now,
  untilStopped,
  pages: {
    ...appPages(app),
    ...doorPages({ signIn, signOut, lookAtLink, useLink }),
    [STYLE_PATH]: async () => ({ body: facesOf(app()) + (await styleOf('tokens.css', 'door/style.css')), type: 'text/css', language: null }),
  },
  app,
}

process.channel?.unref()
process.exitCode = await runCli(process.argv.slice(2), cli)
// All is said and done: what hangs is not waited for.
setTimeout(() => process.exit(), 1000).unref()
