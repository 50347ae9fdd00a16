import type { Account } from '#store/house/access/accounts.ts'
import type { Pool } from '#store/pool.ts'
import type { Reach } from '#core/house/reach.ts'
import type { Right } from '#core/house/rights.ts'
import type { Instant } from '#core/units/time.ts'

/** What every action is handed: where things are kept, what time it is, whose work it is. Nothing else reaches in from outside. */
export interface Context {
  readonly pool: Pool
  /** The wall clock. */
  readonly now: () => Instant
  /** Bytes nobody can guess. */
  readonly random: (bytes: number) => Buffer
  /** Who asks, as the audit log names them: `cli`, `key:…`, `job:…`. */
  readonly actor: string
  /** How far their work goes: what is of other units is not shown to them, and not changed by them. */
  readonly reach: Reach
}

/** Somebody whom the door has let in: who they are, what they may do, and how far. */
export interface Caller extends Pick<Context, 'actor' | 'reach'> {
  readonly rights: readonly Right[]
  /** The browser session and the account they came with; null for keys, and for nobody. */
  readonly session: { readonly hash: Buffer; readonly account: Account } | null
}

/** Somebody whom no door has let in. */
export const NOBODY: Caller = { actor: 'nobody', rights: [], reach: [], session: null }

/** How far a long action has come. `total` is null while it cannot be known. */
export interface Progress {
  readonly phase: string
  readonly done: number
  readonly total: number | null
  /** Until all of it is done, as far as can be told. */
  readonly seconds_left?: number | null
}
export type OnProgress = (progress: Progress) => void
