import { NORMAL_95 } from '#stats/proportions.ts'

/** Some of many, drawn by lot, stand for all of them: those of a group for the group, of which it is known how many it has. */
export interface Lot {
  /** Of each who is looked at, the group, and for how many it stands. */
  readonly groups: readonly (string | null)[]
  readonly weights: readonly number[]
}

/** Everybody is looked at. */
export const everybody = (n: number): Lot => ({ groups: Array.from({ length: n }, () => null), weights: Array.from({ length: n }, () => 1) })

/**
 * How those who were looked at stand for all, so that groups have the sizes they are known to have. A group of which nobody was drawn is spread over all others.
 * @param groups of each who was looked at; null of those whose group's size nobody knows: each of them stands for `times`
 * @param sizes how many there are of each group
 */
export function lotOf(groups: readonly (string | null)[], sizes: ReadonlyMap<string, number>, times: number): Lot {
  if (times <= 1) return { groups, weights: groups.map(() => 1) }
  const drawn = Map.groupBy(groups, (group) => group)
  const weightOf = (group: string | null, n: number): number => (group === null ? times : Math.max(1, (sizes.get(group) ?? n * times) / n))
  const known = new Map([...drawn].map(([group, { length }]) => [group, weightOf(group, length)]))
  const [met, unmet] = [sum([...sizes].map(([group, size]) => (known.has(group) ? size : 0))), sum([...sizes].map(([group, size]) => (known.has(group) ? 0 : size)))]
  const spread = met > 0 ? 1 + unmet / met : 1
  return { groups, weights: groups.map((group) => known.get(group)! * spread) }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Those of a lot that fit. */
export const amongOf = (lot: Lot, is: (at: number) => boolean): Lot => ({ groups: lot.groups.filter((_, i) => is(i)), weights: lot.weights.filter((_, i) => is(i)) })

/** What the values of those looked at come to for all. */
export const totalOf = (values: readonly number[], { weights }: Lot): number => values.reduce((total, value, i) => total + weights[i]! * value, 0)

/** How far such a total may be off because some stand for all: its standard error, as of a sample that is drawn from each group alone (Cochran 1977, §5.4). */
export function samplingError(values: readonly number[], { groups, weights }: Lot): number {
  const overall = varianceOf(values)
  const parts = [...Map.groupBy(values.map((_, i) => i), (i) => groups[i]!).values()].map((own) => {
    const [n, weight] = [own.length, weights[own[0]!]!]
    const variance = n > 1 ? varianceOf(own.map((i) => values[i]!)) : overall
    return weight <= 1 ? 0 : variance * n * weight * (weight - 1)
  })
  return Math.sqrt(sum(parts))
}

/** Between what the lot alone may put a total, 95 times in 100; null where everybody was looked at. */
export function offByLot(values: readonly number[], lot: Lot): { readonly low: number; readonly high: number } | null {
  if (lot.weights.every((weight) => weight <= 1)) return null
  const [total, off] = [totalOf(values, lot), NORMAL_95 * samplingError(values, lot)]
  return { low: total - off, high: total + off }
}

function varianceOf(values: readonly number[]): number {
  const mean = sum(values) / Math.max(1, values.length)
  return sum(values.map((value) => (value - mean) ** 2)) / Math.max(1, values.length - 1)
}
