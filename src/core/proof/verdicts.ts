import type { Share } from '#stats/proportions.ts'
import type { Tallied } from './tally.ts'

/** What can be said of a claim: shown, shown to be wrong, neither (the interval holds both), or too few to look at. */
export type Finding = 'yes' | 'no' | 'unclear' | 'not_enough'

/** A claim that the map makes, whether this company's own data bear it out, and the figures that say so. Shares are from 0 to 1. */
export interface Verdict {
  readonly claim: string
  readonly finding: Finding
  readonly values: Readonly<Record<string, number | string>>
}

/** With fewer on a side, or fewer who did, no verdict is given. */
const FEWEST = 100
const FEWEST_DEEDS = 20

const findingOf = ({ low, high }: Share, enough: boolean): Finding => (!enough ? 'not_enough' : low > 0 ? 'yes' : high < 0 ? 'no' : 'unclear')
const spread = ({ value, low, high }: Share): { difference: number; low: number; high: number } => ({ difference: value, low, high })

/** How far the mean said may lie from what happened, and the slope from 1, for chances to be called right. */
const NEAR = 0.03
const SLOPE = [0.8, 1.25] as const

function stepVerdicts({ steps, states }: Tallied): Verdict[] {
  const deeds = (deed: 'returned' | 'referred'): number => states.reduce((sum, state) => sum + state[deed].k, 0)
  return steps.flatMap(({ higher, lower, deed, n_higher, n_lower, plain, at_equal_conduct: equal }) => {
    const enough = Math.min(n_higher, n_lower) >= FEWEST && deeds(deed) >= FEWEST_DEEDS
    const verdicts: Verdict[] = [{ claim: `${deed}_plain`, finding: findingOf(plain, enough), values: { higher, lower, n_higher, n_lower, ...spread(plain) } }]
    const equals = equal ? Math.min(equal.n_higher, equal.n_lower) : 0
    verdicts.push({ claim: `${deed}_equal`, finding: findingOf(equal ?? { value: 0, low: -1, high: 1 }, enough && equals >= FEWEST), values: { higher, lower, n_higher: equal?.n_higher ?? 0, n_lower: equal?.n_lower ?? 0, ...spread(equal ?? { value: 0, low: -1, high: 1 }) } })
    return verdicts
  })
}

function beyondVerdicts({ beyond, looked_at }: Tallied): Verdict[] {
  return beyond.flatMap(({ deed, map, heart }) => ([['map', map], ['heart', heart]] as const).map(([what, ranked]): Verdict => ({
    claim: `${deed}_beyond_${what}`,
    finding: ranked ? findingOf(ranked.difference, looked_at >= 2 * FEWEST) : 'not_enough',
    values: ranked ? { auc: ranked.first, conduct: ranked.second, ...spread(ranked.difference) } : { auc: 0, conduct: 0, difference: 0, low: -1, high: 1 },
  })))
}

function calibrationVerdict({ calibration }: Tallied): Verdict {
  if (!calibration || calibration.n < FEWEST || calibration.slope === null) return { claim: 'calibrated', finding: 'not_enough', values: { n: calibration?.n ?? 0, said: 0, did: 0, slope: 0 } }
  const { n, said, did, slope } = calibration
  const near = Math.abs(said - did.value) <= Math.max(NEAR, (did.high - did.low) / 2) && slope >= SLOPE[0] && slope <= SLOPE[1]
  return { claim: 'calibrated', finding: near ? 'yes' : 'no', values: { n, said, did: did.value, slope } }
}

function lapsedVerdict({ states }: Tallied): Verdict {
  const lapsed = states.find(({ state }) => state === 'lapsed')?.returned
  const others = states.filter(({ state }) => state !== 'lapsed')
  const n = others.reduce((sum, { customers }) => sum + customers, 0)
  const share = others.reduce((sum, { returned }) => sum + returned.k, 0) / Math.max(1, n)
  const enough = (lapsed?.n ?? 0) >= FEWEST && n >= FEWEST
  return { claim: 'lapsed', finding: !lapsed || !enough ? 'not_enough' : lapsed.high < 0.5 && lapsed.high < share ? 'yes' : lapsed.low > 0.5 ? 'no' : 'unclear', values: { n: lapsed?.n ?? 0, share: lapsed?.value ?? 0, others: share } }
}

/** A threshold matters where moving it changes the state of more than this share of the customers. */
const MATTERS = 0.01

function thresholdVerdict({ thresholds, looked_at }: Tallied): Verdict {
  const turned = thresholds.filter((moved) => moved.turned > 0)
  const most = thresholds.toSorted((a, b) => b.share_changed.value - a.share_changed.value)[0]
  const values = { moved: thresholds.length, mattering: thresholds.filter((moved) => moved.share_changed.value > MATTERS).length, turned: turned.length, most: most?.name ?? '', share: most?.share_changed.value ?? 0 }
  return { claim: 'thresholds', finding: looked_at < 2 * FEWEST || thresholds.length === 0 ? 'not_enough' : turned.length === 0 ? 'yes' : 'no', values }
}

/** What is to be said of the map's claims, the weightiest first. */
export const verdictsOf = (seen: Tallied): readonly Verdict[] => [...stepVerdicts(seen), lapsedVerdict(seen), ...beyondVerdicts(seen), calibrationVerdict(seen), thresholdVerdict(seen)]
