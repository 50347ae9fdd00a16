import type { Pool } from '#store/pool.ts'

/** What was made, of what it is, and when; and the one that is to take its place, while it is being made. */
interface Kept {
  readonly name: string
  readonly value: unknown
  readonly made_ms: number
}
interface Held {
  kept: Kept | null
  making: { readonly name: string; readonly value: Promise<unknown> } | null
}

const HELD = new WeakMap<Pool, Map<string, Held>>()

/** What is dear to make, and changes so slowly that the old one will do while a new one is made. */
export interface KeptOn<T> {
  /** What it is, whichever it is made from: one of a kind is held. */
  readonly kind: string
  /** What it is made from: another name is another one. */
  readonly name: string
  /** Older than this it is made anew. */
  readonly good_for_ms: number
  readonly make: () => Promise<T>
}

/**
 * Shows what there is of a kind and, where that is old or made from something else, makes a new one meanwhile: nobody waits for it but who asks first of all.
 * Where making fails in the background the old one stays, and the next to ask tries again.
 */
export async function keptOn<T>(pool: Pool, asked: KeptOn<T>): Promise<T> {
  const { kept, making } = lookUp(pool, asked)
  if (making === null || kept === null || kept.value === null) return making ?? (kept!.value as T)
  making.catch(() => undefined) // whoever waits for it is told; here nobody does
  return kept.value as T
}

/** Makes a new one where what there is is old or made from something else, and waits for it. @returns whether there was anything to make */
export async function keepFresh(pool: Pool, asked: KeptOn<unknown>): Promise<boolean> {
  const { making } = lookUp(pool, asked)
  await making
  return making !== null
}

/** What there is, and what is to take its place: null where it is right as it is. */
function lookUp<T>(pool: Pool, asked: KeptOn<T>): { readonly kept: Kept | null; readonly making: Promise<T> | null } {
  const all = HELD.get(pool) ?? new Map<string, Held>()
  HELD.set(pool, all)
  const held = all.get(asked.kind) ?? { kept: null, making: null }
  all.set(asked.kind, held)
  const { kept } = held
  if (kept && isFresh(kept, asked)) return { kept, making: null }
  return { kept, making: held.making?.name === asked.name ? (held.making.value as Promise<T>) : begin(held, asked) }
}

const isFresh = ({ name, made_ms }: Kept, asked: Pick<KeptOn<unknown>, 'name' | 'good_for_ms'>): boolean => name === asked.name && performance.now() - made_ms < asked.good_for_ms

function begin<T>(held: Held, { name, make }: KeptOn<T>): Promise<T> {
  const value = make()
  const making = { name, value }
  held.making = making
  void settle(held, making)
  return value
}

/** What was made takes its place, unless another was begun meanwhile: that one is made from what is newer. */
async function settle(held: Held, making: NonNullable<Held['making']>): Promise<void> {
  const kept = await making.value.then((value): Kept => ({ name: making.name, value, made_ms: performance.now() }), () => null)
  if (held.making !== making) return
  held.making = null
  held.kept = kept ?? held.kept
}
