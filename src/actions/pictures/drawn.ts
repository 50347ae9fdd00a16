import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { countsOf } from '#actions/counts.ts'
import type { InForce } from '#actions/relationship/rules-in-force.ts'
import type { Pool } from '#store/pool.ts'
import { readSight } from '#store/snapshot.ts'

/** Something that is drawn from what is stored, and held to be shown again. */
export interface Picture<T> {
  /** Its name and all that was asked for: with the company they tell it from all others. */
  readonly what: readonly unknown[]
  readonly draw: () => Promise<T>
  /** How long it may be shown again whatever was written since, however soon it was drawn. Milliseconds; none where left out. */
  readonly good_for_ms?: number
  /** Is the last one shown while another takes its place? `a_while`, as where it is left out: for minutes, of very many customers, where that takes long. `always`: it changes slowly, and that of another telling will do. */
  readonly old_will_do?: 'never' | 'a_while' | 'always'
}

/** When a drawing began, what could be seen then, and of which telling after which imports. */
interface Begun {
  readonly of: string
  readonly snapshot: string
  readonly begun_ms: number
}
interface Last extends Begun {
  readonly value: unknown
  readonly took_ms: number
}
interface Coming extends Begun {
  readonly value: Promise<unknown>
}
interface Held {
  last: Last | null
  coming: Coming | null
}

/** What is drawn sooner than this is drawn anew whenever anything was written. */
const SLOW_MS = 300
/** Of very many customers what is drawn sooner than this is waited for, where an old one would do. */
const SOON_MS = 50
/** What takes long to draw is right for so many times as long, though others write: a map of a million for half a minute. */
const TIMES = 20
const LONGEST_MS = 60_000
/** While nobody writes, a picture stays right; on many servers one of them cannot see all that is written elsewhere. */
const LONGEST_QUIET_MS = 600_000
/** Nobody is shown anything older than this, but where an old one always does. */
const LONGEST_SHOWN_MS = 600_000
const MOST_HELD = 500

const HELD = new WeakMap<Pool, Map<string, Held>>()
const WAITING = new AsyncLocalStorage<true>()

/** More customers than this take seconds to draw. */
const MANY = 100_000
export const isOfMany = ({ telling }: InForce): boolean => telling.model.customers > MANY

/** Does something in which every picture is as new as there is: what is drawn from pictures is not drawn from old ones. */
export const waitingForNew = <T>(work: () => Promise<T>): Promise<T> => WAITING.run(true, work)

/**
 * Draws something from what is stored, or shows again what was drawn: while nothing was written since; where drawing is slow, for a while; and of very many customers until another takes
 * its place, which is begun meanwhile. That is what facts that come in one by one change little: after another telling or another import everybody waits for what is new, unless an old one will always do. Whoever asks for
 * what is being drawn waits for the same picture.
 */
export async function drawnOnce<T>(pool: Pool, force: InForce, picture: Picture<T>): Promise<T> {
  const { snapshot, imported } = await readSight(pool)
  const now = { of: `${force.telling.id} ${force.telling.made_at} ${imported}`, snapshot, begun_ms: performance.now() }
  const held = lookUp(pool, nameOf(force, picture.what))
  if (held.last && isGood(held.last, held.last.took_ms, now, picture)) return held.last.value as T
  if (held.last && willDo(held.last, now, picture.old_will_do ?? (isOfMany(force) ? 'a_while' : 'never'))) {
    // One is enough, however much is written while it is drawn. Whoever waits for it is told where it fails; here nobody does, and the next to ask tries again.
    if (held.coming?.of !== now.of) begin(pool, held, now, picture.draw).value.catch(() => undefined)
    return held.last.value as T
  }
  const isShared = held.coming !== null && isGood(held.coming, now.begun_ms - held.coming.begun_ms, now, picture)
  return (isShared ? held.coming! : begin(pool, held, now, picture.draw)).value as Promise<T>
}

const nameOf = ({ company: { secret, name, zone, currency, sample } }: InForce, what: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify([secret.toString('base64'), name, zone, currency, sample, ...what])).digest('base64')

/** What is held under a name; whatever was longest not asked for makes room. */
function lookUp(pool: Pool, name: string): Held {
  const all = HELD.get(pool) ?? new Map<string, Held>()
  HELD.set(pool, all)
  const held = all.get(name) ?? { last: null, coming: null }
  all.delete(name)
  all.set(name, held)
  for (const oldest of all.keys()) if (all.size > MOST_HELD) all.delete(oldest)
  return held
}

/** @param took_ms how long it took, or has taken until now */
function isGood({ of, snapshot, begun_ms }: Begun, took_ms: number, now: Begun, { good_for_ms = 0 }: Picture<unknown>): boolean {
  if (of !== now.of) return false
  const age = now.begun_ms - begun_ms
  if (age < good_for_ms) return true
  return snapshot === now.snapshot ? age < LONGEST_QUIET_MS : took_ms > SLOW_MS && age < Math.min(LONGEST_MS, took_ms * TIMES)
}

function willDo({ of, begun_ms, took_ms }: Last, now: Begun, old: Picture<unknown>['old_will_do']): boolean {
  if (WAITING.getStore()) return false
  return old === 'always' || (old === 'a_while' && of === now.of && took_ms > SOON_MS && now.begun_ms - begun_ms < LONGEST_SHOWN_MS)
}

function begin(pool: Pool, held: Held, now: Begun, draw: () => Promise<unknown>): Coming {
  countsOf(pool).pictures++
  const coming = { ...now, value: waitingForNew(draw) }
  held.coming = coming
  void settle(held, coming)
  return coming
}

/** What was drawn takes its place, unless what was begun later has it. */
async function settle(held: Held, coming: Coming): Promise<void> {
  const last = await coming.value.then((value): Last => ({ ...coming, value, took_ms: performance.now() - coming.begun_ms }), () => null)
  if (last && (held.last === null || held.last.begun_ms <= last.begun_ms)) held.last = last
  if (held.coming === coming) held.coming = null
}
