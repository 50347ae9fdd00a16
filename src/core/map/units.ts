/** A unit and what it belongs to. */
export interface UnitNode {
  readonly key: string
  readonly parent: string | null
}

/** These units and all below them, each once. A unit nobody entered counts as itself. */
export function withAllBelow(wanted: readonly string[], units: readonly UnitNode[]): string[] {
  const below = Map.groupBy(units, (unit) => unit.parent)
  const found = new Set<string>()
  const queue = [...wanted]
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (found.has(key)) continue
    found.add(key)
    queue.push(...(below.get(key) ?? []).map((unit) => unit.key))
  }
  return [...found]
}

/** Would moving a unit under this parent close a circle? Under itself, or under what is below it, it would be nowhere. */
export const closesCircle = (key: string, parent: string, units: readonly UnitNode[]): boolean => withAllBelow([key], units).includes(parent)
