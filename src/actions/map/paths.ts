import { setImmediate } from 'node:timers/promises'
import type { MonthMark } from '#core/map/months.ts'
import { addedFlows, countIn, isCountable, type Between, type Counted, type Paths, type PathsBy } from '#core/map/paths.ts'
import { seriesIn, type SeriesIn } from '#core/map/series.ts'
import { drawnBefore, drawnOnce } from '#actions/pictures/drawn.ts'
import type { InForce } from '#actions/relationship/rules-in-force.ts'
import { readChosen, readPaths } from '#store/map/paths.ts'
import type { Pool } from '#store/pool.ts'
import type { CustomerFilter } from '#store/relationship/filter.ts'

const WHAT = ['paths'] as const

/** Has the paths of very many customers held, for as long as somebody looks at maps: to read them takes three times as long as to draw one map without them, and each is then drawn in a twentieth of it. */
export const holdPaths = (pool: Pool, force: InForce): Promise<readonly Paths[]> => drawnOnce(pool, force, { what: WHAT, draw: () => readPaths(pool, force.telling.id) })

/** The paths that are held, and as of when they are; null where none are, or there are too many groups to count on them. @param by what is to be told apart; null where nothing is */
export async function heldPaths(pool: Pool, force: InForce, by: PathsBy | null): Promise<{ readonly value: readonly Paths[]; readonly as_of_ms: number } | null> {
  const paths = await drawnBefore<readonly Paths[]>(pool, force, WHAT)
  return paths?.value.every((part) => by === null || isCountable(part, by)) ? paths : null
}

/** Who was chosen on paths, as long as these are held, by the words of the filter. */
const CHOSEN = new WeakMap<readonly Paths[], Map<string, Promise<readonly Uint8Array[]>>>()
/** A megabyte each, of a million customers. */
const MOST_CHOSEN = 16

/** Which customers a filter chooses, part by part; null where it leaves all. To find them takes a fraction of drawing a map of them, and other dates and groups then take no more than those of all. */
export async function chosenOn(pool: Pool, { telling }: InForce, paths: readonly Paths[], filter: CustomerFilter): Promise<readonly Uint8Array[] | null> {
  if (Object.keys(filter).length === 0) return null
  const known = CHOSEN.get(paths) ?? new Map<string, Promise<readonly Uint8Array[]>>()
  CHOSEN.set(paths, known)
  const key = JSON.stringify(filter)
  const before = known.get(key)
  if (before) return before
  const chosen = readChosen(pool, telling.id, filter, paths)
  known.set(key, chosen)
  chosen.catch(() => known.delete(key))
  for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size - MOST_CHOSEN))) known.delete(oldest)
  return chosen
}

/** Counts who moved on paths, part by part, so that others are answered in between. @param chosen who counts; null where all do */
export async function countOn(paths: readonly Paths[], asked: Between, by: PathsBy, chosen: readonly Uint8Array[] | null): Promise<Counted> {
  const found: Counted[] = []
  for (const [i, part] of paths.entries()) {
    found.push(countIn(part, asked, by, chosen && chosen[i]!))
    await setImmediate()
  }
  return { flows: addedFlows(found.flatMap(({ flows }) => flows)), moves: found.flatMap(({ moves }) => moves) }
}

/** Counts a series on paths, part by part, so that others are answered in between. @param filter hangs on customers (`isOfCustomers`) but for units and whether they were heard, which count as they were then */
export async function seriesOn(pool: Pool, force: InForce, paths: readonly Paths[], marks: readonly MonthMark[], { units, heard, ...whoever }: CustomerFilter): Promise<SeriesIn> {
  const customers = await chosenOn(pool, force, paths, whoever)
  const found: SeriesIn[] = []
  for (const [i, part] of paths.entries()) {
    found.push(seriesIn(part, marks, { customers: customers && customers[i]!, units: units ?? null, heard: heard ?? null }))
    await setImmediate()
  }
  return { stood: found.flatMap(({ stood }) => stood), paid: found.flatMap(({ paid }) => paid) }
}
