import type { AcceptBody } from '#contract/house/people.ts'
import { REFUSALS, type Refusal, type Result } from '#contract/refusals.ts'
import type { Words } from '#core/words/index.ts'

interface Begun {
  readonly token: string
  readonly expires_at: number
}

/** What the pages of the door are asked for with. */
export interface Asked<C> {
  readonly ctx: C
  readonly words: Words
  readonly query: Readonly<Record<string, unknown>>
  readonly form: Readonly<Record<string, string>> | null
  readonly address: string
  readonly caller: { readonly session: { readonly hash: Buffer } | null }
  readonly seat: { readonly begin: (begun: Begun) => void; readonly end: () => void }
}

/** What they act by. */
export interface Acts<C> {
  readonly signIn: (ctx: C, asked: { readonly email: string; readonly password: string; readonly address: string }) => Promise<Result<Begun>>
  readonly signOut: (ctx: C, hash: Buffer) => Promise<void>
  readonly lookAtLink: (ctx: C, token: string) => Promise<Result<LinkSeen>>
  readonly useLink: (ctx: C, asked: AcceptBody) => Promise<Result<Begun>>
}

export interface LinkSeen {
  readonly what: 'begin' | 'join' | 'reset'
  readonly email: string | null
  readonly role: string | null
}

export interface Shown {
  readonly body: string
  readonly language: string
  readonly status?: number
  readonly seconds?: number
}
export type Answer = Shown | { readonly to: string }

/** A page as it is answered, with the status of what it refuses. */
export function shownPage(words: Words, body: string, refusals: readonly Refusal[] = []): Shown {
  const [first] = refusals
  const wait = first?.values?.seconds
  return { body, language: words.locale, ...(first && { status: REFUSALS[first.code] }), ...(typeof wait === 'number' && { seconds: wait }) }
}
