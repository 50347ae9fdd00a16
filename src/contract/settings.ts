import { resolve } from 'node:path'
import * as z from 'zod'
import { LANGUAGES, type Language } from '#core/history/kinds.ts'
import { USUAL_UPLOAD_BYTES } from './history/upload.ts'
import { USUAL_LIMITS, type Limited, type Limits } from './house/limits.ts'
import type { Refusal, Result } from './refusals.ts'

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const

/** What an operator may set, all through the environment. An empty value counts as none. */
export interface Settings {
  readonly port: number
  readonly host: string
  /** Absolute path of the data folder. */
  readonly data: string
  /** The server that holds the data; without one it is in the data folder. */
  readonly databaseUrl?: string
  /** The language that Troth speaks to the operator; without one, that of the terminal. */
  readonly language?: Language
  readonly logLevel: (typeof LOG_LEVELS)[number]
  readonly limits: Limits
  /** How large a file may be that is brought in through the screen. */
  readonly uploadBytes: number
}

/** One setting: how its text is read, and what a person is told was expected where it cannot be. */
interface Setting {
  readonly schema: z.ZodType
  readonly expected: string
  /** As the manual prints it. */
  readonly default: string
  /** Never shown, not even when it is wrong. */
  readonly secret?: true
}

const ADDRESS = /^(?=.{1,253}$)[a-z0-9._:%-]+$/i

/** A server's URL in the form that everything reads: PostgreSQL's own programs also take one that has an account and no host. */
function databaseUrl(text: string): string | undefined {
  const url = URL.parse(text) ?? URL.parse(text.replace('@/', '@localhost/'))
  return url && /^postgres(ql)?:$/.test(url.protocol) ? url.href : undefined
}

const limit = (of: Limited): { readonly schema: z.ZodType<number, string>; readonly expected: string; readonly default: `${number}` } => ({
  schema: z.string().regex(/^\d{1,9}$/).transform(Number), expected: '0–999999999', default: `${USUAL_LIMITS[of]}`,
})

/** Every setting by its name. `docs/operate/settings.md` lists the same ones; a test holds the two together. */
export const SETTINGS = {
  PORT: { schema: z.string().regex(/^\d{1,5}$/).transform(Number).pipe(z.number().max(65535)), expected: '0–65535', default: '7420' },
  HOST: { schema: z.string().regex(ADDRESS), expected: '127.0.0.1, 0.0.0.0, ::1, shop.example …', default: '127.0.0.1' },
  TROTH_DATA: { schema: z.string().refine((text) => !text.includes('\0')), expected: '/path/to/folder', default: 'data' },
  DATABASE_URL: { schema: z.string().transform(databaseUrl).pipe(z.string()), expected: 'postgresql://user:password@host:5432/database', default: '', secret: true },
  TROTH_LANGUAGE: { schema: z.enum(LANGUAGES), expected: LANGUAGES.join(', '), default: '' },
  TROTH_LIMIT_SENDING: limit('sending'),
  TROTH_LIMIT_READING: limit('reading'),
  TROTH_LIMIT_CHANGING: limit('changing'),
  TROTH_LIMIT_UNKNOWN: limit('unknown'),
  TROTH_UPLOAD_BYTES: { schema: z.string().regex(/^[1-9]\d{0,12}$/).transform(Number), expected: '1–9999999999999', default: `${USUAL_UPLOAD_BYTES}` },
  LOG_LEVEL: { schema: z.enum(LOG_LEVELS), expected: LOG_LEVELS.join(', '), default: 'info' },
} as const satisfies Readonly<Record<string, Setting>>

type Name = keyof typeof SETTINGS
type Value<N extends Name> = z.output<(typeof SETTINGS)[N]['schema']>
/** What was read: those with a default are there. */
type Read = { readonly [N in Name as (typeof SETTINGS)[N]['default'] extends '' ? never : N]: Value<N> } & { readonly [N in Name]?: Value<N> }
export type Environment = Readonly<Record<string, string | undefined>>

const ROOT = resolve(import.meta.dirname, '../..')

/** What was found, as it may be shown. */
function shown(setting: Setting, text: string): string {
  return setting.secret ? '…' : text
}

function named(read: Read, base: string): Settings {
  const { PORT, HOST, TROTH_DATA, DATABASE_URL, TROTH_LANGUAGE, LOG_LEVEL } = read
  const limits = { sending: read.TROTH_LIMIT_SENDING, reading: read.TROTH_LIMIT_READING, changing: read.TROTH_LIMIT_CHANGING, unknown: read.TROTH_LIMIT_UNKNOWN }
  return {
    limits, uploadBytes: read.TROTH_UPLOAD_BYTES,
    port: PORT, host: HOST, data: resolve(base, TROTH_DATA), logLevel: LOG_LEVEL,
    ...(DATABASE_URL !== undefined && { databaseUrl: DATABASE_URL }),
    ...(TROTH_LANGUAGE !== undefined && { language: TROTH_LANGUAGE }),
  }
}

/**
 * Reads the settings. Everything that is wrong is told at once, each as `setting_invalid` with `name`, `found` and `expected`.
 * A relative data folder is below `cwd`; the default one is `data` in Troth's own folder, wherever it is started from.
 */
export function readSettings(environment: Environment, cwd: string = process.cwd()): Result<Settings> {
  const read: Record<string, unknown> = {}
  const refusals: Refusal[] = []
  for (const [name, setting] of Object.entries(SETTINGS)) {
    const text = environment[name] || setting.default
    if (text === '') continue
    const parsed = setting.schema.safeParse(text)
    if (parsed.success) read[name] = parsed.data
    else refusals.push({ code: 'setting_invalid', values: { name, found: shown(setting, text), expected: setting.expected } })
  }
  if (refusals.length > 0) return { ok: false, refusals }
  return { ok: true, value: named(read as Read, environment['TROTH_DATA'] ? cwd : ROOT) }
}
