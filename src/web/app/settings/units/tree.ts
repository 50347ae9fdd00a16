import { withAllBelow } from '#core/map/units.ts'
import type { UnitAnswer } from '#contract/house/unit.ts'

/** A unit in the order of the tree, with how deep it lies. */
export interface Placed extends UnitAnswer {
  readonly depth: number
}

/**
 * Units as a tree is read: each followed by those below it. One whose parent nobody entered stands at the top; so do those of a circle, which files
 * could have brought, rather than nowhere.
 */
export function inTree(units: readonly UnitAnswer[]): readonly Placed[] {
  const keys = new Set(units.map(({ key }) => key))
  const below = Map.groupBy(units, ({ parent }) => (parent !== null && keys.has(parent) ? parent : null))
  const placed: Placed[] = []
  const seen = new Set<string>()
  const place = (unit: UnitAnswer, depth: number): void => {
    if (seen.has(unit.key)) return
    seen.add(unit.key)
    placed.push({ ...unit, depth })
    for (const next of below.get(unit.key) ?? []) place(next, depth + 1)
  }
  for (const unit of below.get(null) ?? []) place(unit, 0)
  for (const unit of units) place(unit, 0)
  return placed
}

/** Where a unit can be moved: anywhere but to itself and below itself. */
export function placesFor(unit: UnitAnswer | null, units: readonly UnitAnswer[]): readonly Placed[] {
  const own = new Set(unit ? withAllBelow([unit.key], units) : [])
  return inTree(units).filter(({ key }) => !own.has(key))
}
