import * as z from 'zod'
import { tellingAnswer } from '#contract/map/map.ts'
import { STATES } from '#core/relationship/state.ts'

const instant = z.iso.datetime()
const chance = z.number()
const share = z.object({ value: z.number(), low: z.number(), high: z.number() }).meta({ description: 'With its 95 % interval.' })
const counted = share.extend({ k: z.int(), n: z.int() })
const deed = z.enum(['returned', 'referred'])
const tier = z.enum(['loyal_or_devoted', 'satisfied', 'unhappy'])
const ranked = z.object({ first: chance, second: chance, difference: share }).nullable().meta({ description: 'Areas under the curve, out of sample: with more than conduct, by conduct alone, and by how much they differ.' })

export const MOST_PROVEN = 100_000
export const proveBody = z.strictObject({
  cut: z.string().optional().meta({ description: 'The day at which the map is held; what was known by its end is told, what came later is the test. Left out: so that the time after is as long as the horizon, or two fifths of all there is where that is shorter.' }),
  sample: z.int().min(500).max(MOST_PROVEN).default(20_000).meta({ description: 'At most so many customers are looked at, drawn at random and the same each time.' }),
})
export type ProveBody = z.output<typeof proveBody>

/** One proof of the map. */
export const mapProof = z.object({
  telling: tellingAnswer,
  made_at: instant,
  cut: instant, until: instant,
  window_days: z.number(),
  model: z.object({ customers: z.int(), repeaters: z.int(), stay: z.boolean() }).meta({ description: 'Learned from what was known at the cut.' }),
  looked_at: z.int(),
  states: z.array(z.object({ state: z.enum(STATES), customers: z.int(), returned: counted, referred: counted, paid_of_list: chance.nullable() })),
  steps: z.array(z.object({
    higher: tier, lower: tier, deed, n_higher: z.int(), n_lower: z.int(), plain: share,
    at_equal_conduct: share.extend({ n_higher: z.int(), n_lower: z.int() }).nullable(),
  })),
  beyond: z.array(z.object({ deed, map: ranked, heart: ranked })),
  calibration: z.object({
    n: z.int(), said: chance, did: share, slope: z.number().nullable(), intercept: z.number().nullable(), brier: z.number(), brier_base: z.number(),
    bands: z.array(z.object({ n: z.int(), from: chance, to: chance, said: chance, did: share })),
  }).nullable(),
  thresholds: z.array(z.object({ name: z.string(), value: z.number(), share_changed: share, turned: z.int() })),
  verdicts: z.array(z.object({ claim: z.string(), finding: z.enum(['yes', 'no', 'unclear', 'not_enough']), values: z.record(z.string(), z.union([z.number(), z.string()])) })),
})
export type MapProof = z.output<typeof mapProof>

export const proofAnswer = z.object({ proof: mapProof.nullable().meta({ description: 'null before the first.' }) })
export type ProofAnswer = z.output<typeof proofAnswer>
