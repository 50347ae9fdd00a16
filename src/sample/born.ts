import { drawWait } from './purchase.ts'
import { days } from './effects.ts'
import { armOf } from './events.ts'
import { possibleFriendsOf } from './friends.ts'
import { type Life, plan } from './life.ts'
import { between, diceOf } from './random.ts'
import type { Tally } from './tally.ts'
import type { Trace } from './trace.ts'
import { letterLotOf, traitsOf } from './traits.ts'
import { joinedAt, keyOf, SALTS, type World } from './world.ts'

/** A customer on the day they join, with all that is known to lie ahead on the agenda. */
export function beginLife(world: World, n: number, wonByFriend: boolean, tally: Tally, trace?: Trace): Life {
  const traits = traitsOf(world, n, wonByFriend)
  const joined = joinedAt(world, n)
  const life: Life = {
    world, n, key: keyOf(n), traits, dice: diceOf(world.seed, SALTS.life, n), joined, arm: armOf(letterLotOf(world, n)),
    facts: [], agenda: [], won: [], tally, trace, now: joined, satisfaction: 0, bond: traits.ownBond, wait: 0, gone: undefined,
    purchases: 0, lastPurchase: joined, lastAsked: 0, lockedUntil: 0, hasCard: false, soreUntil: 0, eligible: false, counter: 0,
  }
  life.wait = drawWait(life)
  const { letter } = world.events
  if (letter && joined < letter.asked_at - days(30)) plan(life, life.arm === 'asked' ? { at: letter.asked_at, what: 'asked' } : { at: letter.at, what: 'told' })
  if (traits.wantsCard) plan(life, { at: joined + days(between(life.dice, 0.02, 260)), what: 'card' })
  for (const friend of possibleFriendsOf(world, n)) {
    const at = joinedAt(world, friend)
    plan(life, { at: at - days(between(life.dice, 3, 25)), what: 'friend', friend, joined: at })
  }
  return life
}
