import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { countsOf } from '#actions/counts.ts'
import type { InForce } from '#actions/relationship/rules-in-force.ts'
import type { Pool } from '#store/pool.ts'
import { LONGEST_KEPT_MS, readPicture, type KeptPicture } from '#store/pictures.ts'
import { readSight } from '#store/snapshot.ts'
import { madeBy } from './made-by.ts'

/** Something that is drawn from what is stored, and held to be shown again. */
export interface Picture<T> {
  /** Its name and all that was asked for: with the company they tell it from all others. */
  readonly what: readonly unknown[]
  readonly draw: () => Promise<T>
  /** Is it drawn from facts alone? Then it is the same picture after another telling. */
  readonly of_facts?: true
  /** How long it may be shown again whatever was written since, however soon it was drawn. Milliseconds; none where left out. */
  readonly good_for_ms?: number
  /** Drawn from another picture alone (`drawnBefore`), it is right for as long as that is shown: as of when that one is. */
  readonly made_of?: AsOf | null
  /** Is the last one shown while another takes its place? `a_while`, as where it is left out: for minutes, of very many customers, where that takes long. `always`: it changes slowly, and that of another telling will do. */
  readonly old_will_do?: 'never' | 'a_while' | 'always'
}

/** When a drawing began, what could be seen then, and of which telling after which imports. */
interface Begun {
  readonly of: string
  readonly snapshot: string
  readonly begun_ms: number
}
interface Last extends Begun, AsOf {
  readonly value: unknown
  readonly took_ms: number
  /** Did a process before this one draw it? */
  readonly before?: true
}
interface Coming extends Begun, AsOf {
  readonly value: Promise<unknown>
}
/** The oldest look at what is stored that something rests on. */
interface AsOf {
  as_of_ms: number
}
interface Held {
  last: Last | null
  coming: Coming | null
  /** Of what it waits for its turn to be drawn. */
  due: string | null
  /** When somebody last asked for it. */
  asked_ms: number
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
/** What nobody asked for in so long is shown to nobody any more, or is drawn anew soon enough. */
const LONGEST_UNASKED_MS = 3_600_000

const HELD = new WeakMap<Pool, Map<string, Held>>()
const LOOKED_MS = new WeakMap<Pool, number>()
const WAITING = new AsyncLocalStorage<true>()
const SHOWN = new AsyncLocalStorage<AsOf>()
const GATHERING = new AsyncLocalStorage<Set<string>>()

/** More customers than this take seconds to draw. */
const MANY = 100_000
export const isOfMany = ({ telling }: InForce): boolean => telling.model.customers > MANY

/** Does something in which every picture is as new as there is: what is drawn from pictures is not drawn from old ones. */
export const waitingForNew = <T>(work: () => Promise<T>): Promise<T> => WAITING.run(true, work)

/** Did anybody ask for a picture within the last while, whom it was to be shown to? Who draws them ahead is nobody. */
export const isLookedAt = (pool: Pool): boolean => performance.now() - (LOOKED_MS.get(pool) ?? -Infinity) < LONGEST_UNASKED_MS

/** Does something, and says how old the oldest picture is that it showed. Whole seconds. */
export async function withAge<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly age: number }> {
  const shown = { as_of_ms: Infinity }
  const value = await SHOWN.run(shown, work)
  return { value, age: Math.floor(Math.max(0, performance.now() - shown.as_of_ms) / 1000) }
}

/** Does something, and hands out what it showed for the processes to come. Pictures of which others are made are not among it. */
export async function gathered(pool: Pool, work: () => Promise<unknown>): Promise<KeptPicture[]> {
  const names = new Set<string>()
  await GATHERING.run(names, work)
  const now = performance.now()
  return [...names].flatMap((name) => {
    const last = HELD.get(pool)?.get(name)?.last
    return last && !last.before ? [{ name, of: last.of, snapshot: last.snapshot, age_ms: now - last.begun_ms, as_of_age_ms: now - last.as_of_ms, took_ms: last.took_ms, value: last.value }] : []
  })
}

/**
 * Draws something from what is stored, or shows again what was drawn: while nothing was written since; where drawing is slow, for a while; and of very many customers until another takes
 * its place, which is begun meanwhile. That is what facts that come in one by one change little: after another telling or another import everybody waits for what is new, unless an old one will always do. Whoever asks for
 * what is being drawn waits for the same picture.
 */
export async function drawnOnce<T>(pool: Pool, force: InForce, picture: Picture<T>): Promise<T> {
  const { snapshot, imported } = await readSight(pool)
  const now = { of: picture.of_facts ? imported : ofNow(force, imported), snapshot, begun_ms: performance.now() }
  const name = nameOf(force, picture.what)
  if (!WAITING.getStore()) LOOKED_MS.set(pool, now.begun_ms)
  GATHERING.getStore()?.add(name)
  const held = lookUp(pool, name)
  if (isOfMany(force) && held.last?.of !== now.of && !WAITING.getStore()) takeOver(held, await readPicture(pool, name), now)
  const { last } = held
  if (last && isGood(last, last.took_ms, now, picture)) return showing(last) as T
  if (last && willDo(last, now, picture.old_will_do ?? (isOfMany(force) && !picture.made_of ? 'a_while' : 'never'))) {
    drawBehind(pool, held, now, picture)
    return showing(last) as T
  }
  const isShared = held.coming !== null && isGood(held.coming, now.begun_ms - held.coming.begun_ms, now, picture)
  const coming = isShared ? held.coming! : begin(pool, held, now, picture)
  await coming.value
  return (await showing(coming)) as T
}

/** What was drawn in the last while, of what is told now, and whoever makes something of it need not wait for; null where nothing was. What is made of it is as old as it is. */
export async function drawnBefore<T>(pool: Pool, force: InForce, what: readonly unknown[]): Promise<({ readonly value: T } & AsOf) | null> {
  const { imported } = await readSight(pool)
  const last = HELD.get(pool)?.get(nameOf(force, what))?.last
  if (last?.of !== ofNow(force, imported) || performance.now() - last.begun_ms >= LONGEST_SHOWN_MS) return null
  return { value: showing(last) as T, as_of_ms: last.as_of_ms }
}

/** Shows a picture, and remembers how old it is for whoever makes something of it. */
function showing<V>({ value, as_of_ms }: { readonly value: V } & AsOf): V {
  const shown = SHOWN.getStore()
  if (shown) shown.as_of_ms = Math.min(shown.as_of_ms, as_of_ms)
  return value
}

/** What another process drew of the same telling after the same imports is held as if it had been drawn here. */
function takeOver(held: Held, kept: KeptPicture | null, { of, begun_ms }: Begun): void {
  if (kept?.of !== of || kept.age_ms > LONGEST_KEPT_MS || held.last?.of === of) return
  const { snapshot, value, took_ms, age_ms, as_of_age_ms } = kept
  held.last = { of, snapshot, value, took_ms, begun_ms: begun_ms - age_ms, as_of_ms: begun_ms - as_of_age_ms, before: true }
}

const ofNow = ({ telling }: InForce, imported: string): string => `${telling.id} ${telling.made_at} ${imported}`

const nameOf = ({ company: { secret, name, zone, currency, sample } }: InForce, what: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify([madeBy(), secret.toString('base64'), name, zone, currency, sample, ...what])).digest('base64')

/** What is held under a name; whatever was longest not asked for makes room. */
function lookUp(pool: Pool, name: string): Held {
  const all = HELD.get(pool) ?? new Map<string, Held>()
  HELD.set(pool, all)
  const now = performance.now()
  const held = all.get(name) ?? { last: null, coming: null, due: null, asked_ms: now }
  held.asked_ms = now
  all.delete(name)
  all.set(name, held)
  for (const [oldest, { asked_ms }] of all) {
    if (all.size <= MOST_HELD && now - asked_ms <= LONGEST_UNASKED_MS) break
    all.delete(oldest)
  }
  return held
}

/** @param took_ms how long it took, or has taken until now */
function isGood({ of, snapshot, begun_ms, as_of_ms }: Begun & AsOf, took_ms: number, now: Begun, { good_for_ms = 0, made_of }: Picture<unknown>): boolean {
  if (of !== now.of) return false
  if (made_of) return as_of_ms === made_of.as_of_ms
  const age = now.begun_ms - begun_ms
  if (age < good_for_ms) return true
  return snapshot === now.snapshot ? age < LONGEST_QUIET_MS : took_ms > SLOW_MS && age < Math.min(LONGEST_MS, took_ms * TIMES)
}

function willDo({ of, begun_ms, took_ms, before }: Last, now: Begun, old: Picture<unknown>['old_will_do']): boolean {
  if (WAITING.getStore()) return false
  return old === 'always' || (old === 'a_while' && of === now.of && took_ms > SOON_MS && (before === true || now.begun_ms - begun_ms < LONGEST_SHOWN_MS))
}

function begin(pool: Pool, held: Held, now: Begun, { draw, made_of }: Picture<unknown>): Coming {
  countsOf(pool).pictures++
  const shown = { as_of_ms: made_of?.as_of_ms ?? now.begun_ms }
  const value = GATHERING.exit(() => SHOWN.run(shown, () => waitingForNew(draw)))
  // What it is made of may be older than it.
  const coming: Coming = { ...now, value, get as_of_ms() { return shown.as_of_ms } }
  held.coming = coming
  void settle(held, coming)
  return coming
}

const BEHIND = new WeakMap<Pool, (() => Promise<unknown>)[]>()

/**
 * Draws what nobody waits for, one after the other: all at once would hold up who asks for anything else. One of each is enough, however much is written while it is drawn. Whoever
 * comes to wait for it is told where it fails; else the next to ask tries again.
 */
function drawBehind(pool: Pool, held: Held, now: Begun, picture: Picture<unknown>): void {
  if (held.coming?.of === now.of || held.due === now.of) return
  held.due = now.of
  const turn = async (): Promise<void> => {
    held.due = null
    // Somebody may have waited for it meanwhile, and have it.
    if (held.coming?.of !== now.of && held.last!.begun_ms < now.begun_ms) await begin(pool, held, now, picture).value.catch(() => undefined)
  }
  const queue = BEHIND.get(pool)
  if (queue) queue.push(turn)
  else void takeTurns(pool, [turn])
}

async function takeTurns(pool: Pool, queue: (() => Promise<unknown>)[]): Promise<void> {
  BEHIND.set(pool, queue)
  for (let turn = queue.shift(); turn; turn = queue.shift()) await turn()
  BEHIND.delete(pool)
}

/** What was drawn takes its place, unless what was begun later has it. */
async function settle(held: Held, coming: Coming): Promise<void> {
  const last = await coming.value.then((value): Last => ({ ...coming, value, took_ms: performance.now() - coming.begun_ms }), () => null)
  if (last && (held.last === null || held.last.begun_ms <= last.begun_ms)) held.last = last
  if (held.coming === coming) held.coming = null
}
