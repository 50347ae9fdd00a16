import { STATES, type State } from '#core/relationship/state.ts'
import { calibrate, type Calibration } from '#stats/calibration.ts'
import { compareRanking, differenceAmongEquals, differenceOfShares, type Ranked, type TwoCounts } from '#stats/compare.ts'
import { wilson, type Share } from '#stats/proportions.ts'
import { cellOf, scoresOf } from './conduct.ts'
import { DEEDS, STEPS, tierOf, type Deed, type Observed, type Tier } from './observed.ts'

export interface Counted extends Share {
  readonly k: number
  readonly n: number
}

/** What those who stood in a state did in the time after. */
export interface StateAfter {
  readonly state: State
  readonly customers: number
  readonly returned: Counted
  readonly referred: Counted
  /** Share of list price that they paid together; null where no list price is known. */
  readonly paid_of_list: number | null
}

/** The higher tier against the lower. */
export interface Step {
  readonly higher: Tier
  readonly lower: Tier
  readonly deed: Deed
  readonly n_higher: number
  readonly n_lower: number
  readonly plain: Share
  /** Among those equal in how often and how lately they bought; null where none are. */
  readonly at_equal_conduct: (Share & { readonly n_higher: number; readonly n_lower: number }) | null
}

/** Does the map tell more than conduct does? By the area under the curve, out of sample. */
export interface Beyond {
  readonly deed: Deed
  readonly map: Ranked | null
  readonly heart: Ranked | null
}

export interface Moved {
  readonly name: string
  readonly value: number
  readonly share_changed: Share
  /** Steps (of return, plain) that a move of the threshold turns round for certain. */
  readonly turned: number
}

export interface Tallied {
  readonly looked_at: number
  readonly states: readonly StateAfter[]
  readonly steps: readonly Step[]
  readonly beyond: readonly Beyond[]
  readonly calibration: Calibration | null
  readonly thresholds: readonly Moved[]
}

const counted = (k: number, n: number): Counted => ({ k, n, ...wilson(k, n) })
const howMany = (seen: readonly Observed[], deed: Deed): number => seen.reduce((sum, one) => sum + Number(one[deed]), 0)

function stateAfter(state: State, seen: readonly Observed[]): StateAfter {
  const of = seen.filter((one) => one.state === state)
  const [paid, list] = [of.reduce((sum, one) => sum + one.paid, 0), of.reduce((sum, one) => sum + one.list, 0)]
  return { state, customers: of.length, returned: counted(howMany(of, 'returned'), of.length), referred: counted(howMany(of, 'referred'), of.length), paid_of_list: list > 0 ? paid / list : null }
}

/** Two tiers as counts, all together or in any groups. */
function twoCounts(seen: readonly Observed[], [higher, lower]: readonly [Tier, Tier], deed: Deed, tier: (one: Observed) => Tier | null): TwoCounts {
  const counts = { k1: 0, n1: 0, k2: 0, n2: 0 }
  for (const one of seen) {
    const own = tier(one)
    if (own === higher) [counts.n1, counts.k1] = [counts.n1 + 1, counts.k1 + Number(one[deed])]
    if (own === lower) [counts.n2, counts.k2] = [counts.n2 + 1, counts.k2 + Number(one[deed])]
  }
  return counts
}

const standsIn = ({ state }: Observed): Tier | null => tierOf(state)

function stepOf(seen: readonly Observed[], cells: readonly (readonly Observed[])[], step: readonly [Tier, Tier], deed: Deed): Step {
  const all = twoCounts(seen, step, deed, standsIn)
  const equal = differenceAmongEquals(cells.map((cell) => twoCounts(cell, step, deed, standsIn)))
  return {
    higher: step[0], lower: step[1], deed, n_higher: all.n1, n_lower: all.n2, plain: differenceOfShares(all),
    at_equal_conduct: equal && { value: equal.value, low: equal.low, high: equal.high, n_higher: equal.n1, n_lower: equal.n2 },
  }
}

function movedOf(seen: readonly Observed[], { name, value }: Variant, i: number): Moved {
  const stateIn = (one: Observed): State => one.variants[i] as State
  const changed = seen.reduce((sum, one) => sum + Number(stateIn(one) !== one.state), 0)
  const turned = STEPS.filter((step) => differenceOfShares(twoCounts(seen, step, 'returned', (one) => tierOf(stateIn(one)))).high < 0).length
  return { name, value, share_changed: wilson(changed, seen.length), turned }
}

/** A threshold and where it was moved to. */
export interface Variant {
  readonly name: string
  readonly value: number
}

/** All that the customers who were looked at show. @param window_days how long the time after was */
export function tallied(seen: readonly Observed[], window_days: number, variants: readonly Variant[]): Tallied {
  const cells = [...Map.groupBy(seen, (one) => cellOf(one)).values()]
  const known = seen.filter((one) => one.chance !== null)
  return {
    looked_at: seen.length,
    states: STATES.map((state) => stateAfter(state, seen)),
    steps: DEEDS.flatMap((deed) => STEPS.map((step) => stepOf(seen, cells, step, deed))),
    beyond: DEEDS.map((deed) => {
      const { conduct, map, heart, did } = scoresOf(seen, window_days, (one) => one[deed])
      return { deed, map: compareRanking(map, conduct, did), heart: compareRanking(heart, conduct, did) }
    }),
    calibration: calibrate(Float64Array.from(known, (one) => one.chance as number), Uint8Array.from(known, (one) => Number(one.returned))),
    thresholds: variants.map((variant, i) => movedOf(seen, variant, i)),
  }
}
