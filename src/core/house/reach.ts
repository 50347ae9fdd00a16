import { withAllBelow, type UnitNode } from '#core/map/units.ts'

/** How far somebody's work goes: over the whole company, or these units with all below them. */
export type Reach = 'all' | readonly string[]

/** A reach as it is now: every unit that it covers, by name. Units come and move, so it is worked out each time it is asked for. */
export type Cover = 'all' | ReadonlySet<string>

export const coverOf = (reach: Reach, units: readonly UnitNode[]): Cover => (reach === 'all' ? 'all' : new Set(withAllBelow(reach, units)))

/** Is this unit within reach? What belongs to no unit is within nobody's but theirs who reach all. */
export const covers = (cover: Cover, unit: string | null | undefined): boolean => cover === 'all' || (unit !== null && unit !== undefined && cover.has(unit))

/**
 * The units to look at for somebody who asks for some of them.
 * @param wanted units and all below them; undefined where nobody chose
 * @returns undefined where the choice stays open; an empty list where nothing that was asked for is within reach
 */
export function unitsWithin(cover: Cover, wanted: readonly string[] | undefined): readonly string[] | undefined {
  if (cover === 'all') return wanted
  return wanted ? wanted.filter((unit) => cover.has(unit)) : [...cover]
}
