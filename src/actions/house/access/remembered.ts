import { SECOND_MS, type Instant } from '#core/units/time.ts'
import type { Context } from '#actions/context.ts'
import type { Pool } from '#store/pool.ts'

/** How long what was looked up is believed: every request would else be two, and what was revoked must not live on elsewhere. */
const KEPT_MS = 4 * SECOND_MS
const MOST_KEPT = 1000

interface Known<T> {
  readonly kept: Map<string, { readonly value: T; readonly read_at: Instant }>
  /** Grows when anything is revoked here: what was read before that is not kept any more. */
  revoked: number
}

/** What opens doors, remembered for a few seconds in this process. */
export class Remembered<T> {
  private readonly known = new WeakMap<Pool, Known<T>>()

  private of(pool: Pool): Known<T> {
    const known = this.known.get(pool) ?? { kept: new Map<string, { value: T; read_at: Instant }>(), revoked: 0 }
    this.known.set(pool, known)
    return known
  }

  /** What `read` finds, or found lately. What is not there is looked for again each time. */
  async lookUp({ pool, now }: Context, id: string, read: () => Promise<T | null>): Promise<T | null> {
    const known = this.of(pool)
    const kept = known.kept.get(id)
    const age = kept ? now() - kept.read_at : Infinity
    if (kept && age >= 0 && age < KEPT_MS) return kept.value
    const { revoked } = known
    const value = await read()
    if (value !== null && revoked === known.revoked) {
      if (known.kept.size >= MOST_KEPT) known.kept.clear()
      known.kept.set(id, { value, read_at: now() })
    }
    return value
  }

  /** Changes what is remembered, for as long as it would have been. */
  amend({ pool }: Context, id: string, value: T): void {
    const { kept } = this.of(pool)
    const before = kept.get(id)
    if (before) kept.set(id, { ...before, value })
  }

  /** Makes the next use look it up again: one, or all of them. */
  forget(pool: Pool, id?: string): void {
    const known = this.of(pool)
    known.revoked++
    if (id === undefined) known.kept.clear()
    else known.kept.delete(id)
  }
}
