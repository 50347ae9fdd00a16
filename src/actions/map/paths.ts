import { setImmediate } from 'node:timers/promises'
import { addedFlows, countIn, isCountable, type Between, type Counted, type Paths, type PathsBy } from '#core/map/paths.ts'
import { drawnBefore, drawnOnce } from '#actions/pictures/drawn.ts'
import type { InForce } from '#actions/relationship/rules-in-force.ts'
import { readPaths } from '#store/map/paths.ts'
import type { Pool } from '#store/pool.ts'

const WHAT = ['paths'] as const

/** Has the paths of very many customers held, for as long as somebody looks at maps: to read them takes three times as long as to draw one map without them, and each is then drawn in a twentieth of it. */
export const holdPaths = (pool: Pool, force: InForce): Promise<readonly Paths[]> => drawnOnce(pool, force, { what: WHAT, draw: () => readPaths(pool, force.telling.id) })

/** The paths that are held, and as of when they are; null where none are, or there are too many groups to count on them. */
export async function heldPaths(pool: Pool, force: InForce, by: PathsBy): Promise<{ readonly value: readonly Paths[]; readonly as_of_ms: number } | null> {
  const paths = await drawnBefore<readonly Paths[]>(pool, force, WHAT)
  return paths?.value.every((part) => isCountable(part, by)) ? paths : null
}

/** Counts who moved on paths, part by part, so that others are answered in between. */
export async function countOn(paths: readonly Paths[], asked: Between, by: PathsBy): Promise<Counted> {
  const found: Counted[] = []
  for (const part of paths) {
    found.push(countIn(part, asked, by))
    await setImmediate()
  }
  return { flows: addedFlows(found.flatMap(({ flows }) => flows)), moves: found.flatMap(({ moves }) => moves) }
}
