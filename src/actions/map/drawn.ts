import type { Pool } from '#store/pool.ts'
import { readSnapshot } from '#store/snapshot.ts'

/** Something drawn, when, from what, and how long it took. */
interface Drawn {
  readonly picture: Promise<unknown>
  readonly snapshot: string
  readonly drawn_ms: number
  /** null while it is being drawn. */
  took_ms: number | null
  readonly good_for_ms: number
}

/** What is drawn sooner than this is drawn anew whenever anything was written. */
const SLOW_MS = 300
/** What takes long to draw is shown again for so many times as long, though others write: a map of a million is at most a minute old. */
const TIMES = 20
const LONGEST_MS = 60_000
/** While nobody writes, a picture stays right; on many servers one of them cannot see all that is written elsewhere. */
const LONGEST_QUIET_MS = 600_000
const MOST_KEPT = 200

const KEPT = new WeakMap<Pool, Map<string, Drawn>>()

/**
 * Draws something from what is stored, or shows again what was drawn: while nothing was written since, and where drawing is slow, for a
 * while. Whoever asks for what is being drawn waits for the same picture.
 * @param name says what is drawn, of which telling, and all that was asked for
 * @param good_for_ms how long it may be shown again whatever was written since, however soon it was drawn
 */
export async function drawnOnce<T>(pool: Pool, name: string, draw: () => Promise<T>, good_for_ms = 0): Promise<T> {
  const kept = KEPT.get(pool) ?? new Map<string, Drawn>()
  KEPT.set(pool, kept)
  const snapshot = await readSnapshot(pool)
  const before = kept.get(name)
  if (before && isGood(before, snapshot, performance.now())) return before.picture as Promise<T>
  const drawn: Drawn = { picture: draw(), snapshot, drawn_ms: performance.now(), took_ms: null, good_for_ms }
  kept.delete(name)
  kept.set(name, drawn)
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest)
  try {
    return await (drawn.picture as Promise<T>)
  } catch (error) {
    if (kept.get(name) === drawn) kept.delete(name)
    throw error
  } finally {
    drawn.took_ms = performance.now() - drawn.drawn_ms
  }
}

function isGood({ snapshot, drawn_ms, took_ms, good_for_ms }: Drawn, now: string, now_ms: number): boolean {
  const age = now_ms - drawn_ms
  const took = took_ms ?? age
  if (age < good_for_ms) return true
  return snapshot === now ? age < LONGEST_QUIET_MS : took > SLOW_MS && age < Math.min(LONGEST_MS, took * TIMES)
}
