import type { Box } from './picture.ts'

/** Something to be placed: where it could stand, with what speaks against each place. */
export interface Wish {
  readonly id: string
  readonly places: readonly { readonly box: Box; readonly cost: number }[]
}

export const overlaps = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

export const lies = (box: Box, frame: Box): boolean =>
  box.x >= frame.x && box.y >= frame.y && box.x + box.width <= frame.x + frame.width && box.y + box.height <= frame.y + frame.height

/**
 * A place for each in turn, so that none lies over another or over what is taken, and none leaves the frame. The first come first: what
 * finds no place stays away.
 */
export function placed(wishes: readonly Wish[], frame: Box, taken: readonly Box[]): ReadonlyMap<string, Box> {
  const found = new Map<string, Box>()
  const full = [...taken]
  for (const { id, places } of wishes) {
    const free = places.filter(({ box }) => lies(box, frame) && !full.some((other) => overlaps(box, other)))
    const best = free.toSorted((a, b) => a.cost - b.cost)[0]
    if (!best) continue
    found.set(id, best.box)
    full.push(best.box)
  }
  return found
}

/**
 * The middles of things in a row, moved apart as little as needed so that each has its height to itself, all between `top` and
 * `bottom`; where there is not room for all, they share it evenly. Wishes come in order.
 */
export function spread(wishes: readonly { readonly middle: number; readonly height: number }[], top: number, bottom: number): number[] {
  const all = wishes.reduce((sum, { height }) => sum + height, 0)
  const squeeze = Math.min(1, (bottom - top) / Math.max(all, 1e-9))
  // Runs of things that touch each stand where their wishes balance (pool adjacent violators).
  const runs: { first: number; count: number; height: number; start: number; weight: number }[] = []
  let before = 0
  for (const [i, { middle, height }] of wishes.entries()) {
    const size = height * squeeze
    runs.push({ first: i, count: 1, height: size, start: middle - size / 2, weight: 1 })
    before += size
    while (runs.length > 1) {
      const last = runs.at(-1)!
      const prior = runs.at(-2)!
      if (prior.start + prior.height <= last.start) break
      runs.pop()
      const weight = prior.weight + last.weight
      prior.start = (prior.start * prior.weight + (last.start - prior.height) * last.weight) / weight
      prior.height += last.height
      prior.count += last.count
      prior.weight = weight
    }
  }
  return middlesOf(runs, wishes.map(({ height }) => height * squeeze), top, Math.max(bottom, top + before))
}

function middlesOf(runs: readonly { count: number; height: number; start: number }[], heights: readonly number[], top: number, bottom: number): number[] {
  const starts: number[] = []
  for (const { count, start } of runs) {
    let y = start
    for (let k = 0; k < count; k++) {
      starts.push(y)
      y += heights[starts.length - 1]!
    }
  }
  // Into the frame: from the top down, then from the bottom up. Neither brings back an overlap.
  for (let i = 0, y = top; i < starts.length; i++) y = (starts[i] = Math.max(starts[i]!, y)) + heights[i]!
  for (let i = starts.length - 1, y = bottom; i >= 0; i--) y = starts[i] = Math.min(starts[i]!, y - heights[i]!)
  return starts.map((start, i) => start + heights[i]! / 2)
}
