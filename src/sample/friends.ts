import { DAY_MS } from '#core/units/time.ts'
import { joinedAt, regionOf, type World } from './world.ts'

/** How far apart in number friends may be: short, so that a stream in order need remember only the last few customers. */
const REACH = 48
/** A friend has been a customer for at least this long. */
const KNOWN_MS = 30 * DAY_MS

/**
 * The customer who may win `n` by word of mouth: the nearest lower number of the same region who joined well before.
 * Whether they do is decided in the life of that customer, by the bond they have at the time.
 */
export function possibleReferrerOf(world: World, n: number): number | undefined {
  const region = regionOf(world, n)
  const before = joinedAt(world, n) - KNOWN_MS
  for (let m = n - 1; m >= Math.max(1, n - REACH); m--) if (regionOf(world, m) === region && joinedAt(world, m) <= before) return m
  return undefined
}

/** The inverse: those whom `n` may win, in order of number. */
export function possibleFriendsOf(world: World, n: number): number[] {
  const region = regionOf(world, n)
  const joined = joinedAt(world, n)
  const friends: number[] = []
  let nearest = Number.POSITIVE_INFINITY
  for (let m = n + 1; m <= n + REACH && nearest > joined; m++) {
    if (regionOf(world, m) !== region) continue
    const at = joinedAt(world, m)
    if (joined <= at - KNOWN_MS && nearest > at - KNOWN_MS) friends.push(m)
    nearest = Math.min(nearest, at)
  }
  return friends
}
