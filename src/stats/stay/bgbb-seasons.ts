/**
 * BG/BB where the opportunities are seasons, one after the other, and one may be under way. Time runs in seasons from the first one bought in, by a clock that goes as fast as trade does: T = 3.4 says that
 * the third season after it is under way, and that of all that is bought in such a season two fifths have passed. x counts further seasons with a purchase and t_x is the last of them, both whole.
 *
 * With L(n) the likelihood with n seasons passed, somebody who bought in the running season has L(t_x); else, since whoever takes it does so at a moment by chance, the straight line between L(⌊T⌋ − 1) and L(⌊T⌋):
 * so both have L at max(t_x, T − 1), and P(nothing until T + h) is the one with the later end over the one of now. With whole seasons ahead that rises in a silence, since ln L(n) is convex.
 */
import { beta as betaDraw, type Dice } from '../random.ts'
import { BGBB_PARAMETERS, BGBB_STARTS, evaluateBgbb, fourOf, type Four } from './bgbb.ts'
import type { History } from './cells.ts'
import type { BuyingModel } from './under-contract.ts'

/** Seasons that have passed, as far as a purchase may have come of them. */
const passedOf = (t_x: number, T: number): number => Math.max(t_x, T - 1)

/** Chances, each over that of being alive with t_x passed: alive with n passed and nothing since, and gone by then. */
interface Silence {
  readonly passed: number
  readonly alive: number
  readonly gone: number
}

const begun = (t_x: number): Silence => ({ passed: t_x, alive: 1, gone: 0 })
const later = ([a, b, c, d]: Four, x: number, { passed, alive, gone }: Silence): Silence => {
  const leaves = c / (c + d + passed)
  return { passed: passed + 1, alive: alive * (1 - leaves) * ((b + passed - x) / (a + b + passed)), gone: gone + alive * leaves }
}

/** With so many seasons wholly passed, and with one more. */
function around(p: Four, x: number, t_x: number, passed: number): readonly [Silence, Silence] {
  let now = begun(t_x)
  while (now.passed + 1 <= passed) now = later(p, x, now)
  return [now, later(p, x, now)]
}

/** In plain numbers, since it is asked at every fact of a history. */
function silentUntil([a, b, c, d]: Four, x: number, t_x: number, T: number): number {
  const passed = passedOf(t_x, T)
  let [season, alive, gone] = [t_x, 1, 0]
  for (;;) {
    const leaves = (alive * c) / (c + d + season)
    const stays = (alive - leaves) * ((b + season - x) / (a + b + season))
    const [now, then] = [alive + gone, stays + gone + leaves]
    if (!(season + 1 <= passed)) return now + (passed - season) * (then - now)
    season++
    alive = stays
    gone += leaves
  }
}

/** A way in which somebody may still be a customer: seasons that have passed, whether the one under way is still to come for them, and how likely that is. */
interface Alive {
  readonly passed: number
  readonly running: boolean
  readonly chance: number
}

function waysAlive(p: Four, { x, t_x, T }: History): Alive[] {
  const passed = passedOf(t_x, T)
  const [now, then] = around(p, x, t_x, passed)
  const part = passed - now.passed
  const all = silentUntil(p, x, t_x, T)
  // Past the season that was last bought in, the one under way comes after those that have passed.
  const running = T >= t_x + 1
  return [{ passed: now.passed, running, chance: ((1 - part) * now.alive) / all }, { passed: then.passed, running: false, chance: (part * then.alive) / all }].filter(({ chance }) => chance > 0)
}

/** How likely another day is in a season that they have bought in already, of which f has passed: `again` of such seasons have two, at moments by chance. */
function moreIn(again: number, t_x: number, T: number, horizon: number): number {
  const left = t_x + 1 - T
  if (left <= 0 || again === 0) return 0
  return (((2 * again * left) / (1 + again * left)) * Math.min(left, horizon)) / left
}

/** How much of the season that is the i-th to come after `passed` lies in (T, T + horizon]. */
function within({ passed, running }: Alive, i: number, T: number, horizon: number): number {
  const season = passed + i
  const from = running && i === 1 ? T : season
  const left = season + 1 - from
  return left <= 0 ? 0 : Math.max(0, Math.min(1, (T + horizon - from) / left))
}

/** Seasons taken in (T, T + horizon]. */
function seasonsExpected(p: Four, history: History, horizon: number): number {
  const [a, b, c, d] = p
  let sum = 0
  for (const way of waysAlive(p, history)) {
    let takes = (way.chance * (a + history.x)) / (a + b + way.passed)
    for (let i = 1; way.passed + i < history.T + horizon; i++) {
      const opportunity = way.passed + i - 1
      takes *= (d + opportunity) / (c + d + opportunity)
      sum += takes * within(way, i, history.T, horizon)
    }
  }
  return sum
}

function alive(p: Four, history: History): number {
  const [, , c, d] = p
  return waysAlive(p, history).reduce((sum, { passed, chance }) => sum + (chance * (d + passed)) / (c + d + passed), 0)
}

function draw(p: Four, again: number, history: History, horizon: number, dice: Dice): number[] {
  const { x, t_x, T } = history
  const [a, b, c, d] = p
  const times: number[] = []
  const left = t_x + 1 - T
  if (left > 0 && dice.uniform() < moreIn(again, t_x, T, left)) times.push(left * dice.uniform())
  let which = dice.uniform()
  const way = waysAlive(p, history).find(({ chance }) => (which -= chance) < 0)
  if (way) {
    const [takes, leaves] = [betaDraw(dice, a + x, b + way.passed - x), betaDraw(dice, c, d + way.passed)]
    for (let i = 1; way.passed + i < T + horizon && dice.uniform() >= leaves; i++) {
      const season = way.passed + i - T
      const from = way.running && i === 1 ? 0 : season
      const moment = (): number => from + (season + 1 - from) * dice.uniform()
      if (dice.uniform() >= takes) continue
      times.push(moment())
      if (dice.uniform() < again) times.push(moment())
    }
  }
  return times.filter((time) => time <= horizon).toSorted((one, other) => one - other)
}

/** A purchase is a day on which somebody bought. @param again in what share of the seasons that are bought in there is a second such day */
export function seasonsModel(again: number): BuyingModel {
  const chanceOf = (p: Four, x: number, t_x: number, T: number, horizon: number): number =>
    1 - (1 - moreIn(again, t_x, T, horizon)) * (silentUntil(p, x, t_x, T + horizon) / silentUntil(p, x, t_x, T))
  const expected = (p: Four, history: History, horizon: number): number => moreIn(again, history.t_x, history.T, horizon) + (1 + again) * seasonsExpected(p, history, horizon)
  return {
    name: 'bgbb',
    parameters: BGBB_PARAMETERS,
    inTime: [false, false, false, false],
    starts: BGBB_STARTS,
    evaluate: (packed, p) => evaluateBgbb(packed, fourOf(p), passedOf),
    alive: (p, history) => alive(fourOf(p), history),
    chance: (p, { x, t_x, T }, horizon) => chanceOf(fourOf(p), x, t_x, T, horizon),
    chanceWithin(p, horizon) {
      const params = fourOf(p)
      return (x, t_x, T) => chanceOf(params, x, t_x, T, horizon)
    },
    expected: (p, history, horizon) => expected(fourOf(p), history, horizon),
    expectedNew: (p, t) => expected(fourOf(p), { x: 0, t_x: 0, T: 1 }, t),
    // Of somebody who is a customer for certain: as often as seasons are taken.
    buying: ([a, b], { x, t_x, T }) => ({ shape: (1 + again) * (a! + x), rate: a! + b! + passedOf(t_x, T), stages: 1 }),
    draw: (p, history, horizon, dice) => draw(fourOf(p), again, history, horizon, dice),
  }
}
