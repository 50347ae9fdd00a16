import { Refused, type Refusal } from '#contract/refusals.ts'
import { readSettings, type Settings } from '#contract/settings.ts'
import { languageOf, wordsOf, type Words } from '#core/words/index.ts'
import { openDatabase, type Database } from '#store/engine/index.ts'
import { migrate } from '#store/migrate.ts'
import { openPool, type Pool } from '#store/pool.ts'

/** What a running Troth stands on. */
interface House {
  readonly settings: Settings
  readonly words: Words
  readonly database: Database
  readonly pool: Pool
}

/** The operator's language: the setting, else the terminal's. */
function languageHere(environment: NodeJS.ProcessEnv): Words {
  const { TROTH_LANGUAGE, LC_ALL, LC_MESSAGES, LANG } = environment
  return wordsOf(languageOf(TROTH_LANGUAGE || LC_ALL || LC_MESSAGES || LANG))
}

/** A no, and what to do about it, for somebody at a terminal. */
function tell(words: Words, refusals: readonly Refusal[]): void {
  for (const { code, values } of refusals) {
    process.stderr.write(`${words.say(`refusal.${code}`, values)}\n  ${words.say(`refusal.${code}.do`, values)}\n`)
  }
}

/** Runs `work` in a house whose database is open and up to date, and closes it however the work ends. */
async function inHouse(settings: Settings, words: Words, work: (house: House) => Promise<void>): Promise<void> {
  const database = await openDatabase(settings)
  try {
    const pool = openPool(database)
    try {
      await migrate(pool)
      await work({ settings, words, database, pool })
    } finally {
      await pool.end()
    }
  } finally {
    await database.close()
  }
}

/** A terminal's Ctrl-C comes twice, to us and from the launcher; what comes later is somebody who will not wait. */
const SAME_SIGNAL_MS = 1000

/** Resolves at the first signal to stop, or when the launcher is gone. Who asks again does not have to wait for the end. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined
    const stop = (): void => {
      first ??= Date.now()
      if (Date.now() - first > SAME_SIGNAL_MS) process.exit(130)
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(signal, stop)
  })
}

async function start(settings: Settings, words: Words): Promise<void> {
  const stopped = untilStopped() // from now on, so that a Ctrl-C during a long start ends in order too
  await inHouse(settings, words, async ({ settings: { data, databaseUrl } }) => {
    process.stdout.write(`${words.say('house.ready', { place: databaseUrl === undefined ? data : new URL(databaseUrl).host })}\n`)
    await stopped
    process.stdout.write(`${words.say('house.stopping')}\n`)
  })
}

const COMMANDS: Readonly<Record<string, (settings: Settings, words: Words, args: readonly string[]) => Promise<void>>> = { start }

async function main([name = 'start', ...args]: readonly string[]): Promise<number> {
  const words = languageHere(process.env)
  const settings = readSettings(process.env)
  try {
    if (!settings.ok) throw new Refused(...settings.refusals)
    const command = COMMANDS[name]
    if (command) return await command(settings.value, words, args).then(() => 0)
    process.stderr.write(`${words.say('house.unknown_command', { name })}\n`)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    tell(words, error.refusals)
  }
  return 1
}

process.channel?.unref()
process.exitCode = await main(process.argv.slice(2))
