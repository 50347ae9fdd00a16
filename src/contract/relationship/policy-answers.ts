import * as z from 'zod'
import { tellingAnswer } from '#contract/map/map.ts'
import { CLASSES, STATES } from '#core/relationship/state.ts'

const state = z.enum(STATES)
const value = z.union([z.number(), z.string()])
const instant = z.iso.datetime()

const settingChange = z.object({ name: z.string(), from: value, to: value })

/** Who made a version, when and why. */
const made = {
  version: z.int(),
  made_at: instant,
  by: z.string(),
  by_name: z.string().nullable().meta({ description: 'What the account or key is called that made it.' }),
  reason: z.string(),
  same_as: z.int().nullable().meta({ description: 'The version that it went back to.' }),
}

export const policyAnswer = z.object({
  ...made,
  since: instant.meta({ description: 'Since when the map that is read has been told under it.' }),
  telling: tellingAnswer,
  next: z.object({ ...made, job: z.int().nullable().meta({ description: 'The retelling that will bring it in force.' }) }).nullable().meta({ description: 'A newer version, while the map is being told under it.' }),
  settings: z.array(z.object({
    name: z.string().meta({ description: 'Within a group, as `deposits.broke`: it is changed as `{"deposits": {"broke": …}}`.' }),
    value, default: value,
    least: z.number().nullable(), most: z.number().nullable(), whole: z.boolean(),
    choices: z.array(z.string()).nullable(),
    means: z.string().meta({ description: 'In the language of Accept-Language, as is the next.' }),
    why: z.string().meta({ description: 'Why the default is what it is.' }),
    learned: z.boolean().meta({ description: 'Is the model learned under it? Then changing it may take learning anew.' }),
  })),
})
export type PolicyAnswer = z.output<typeof policyAnswer>

export const policyVersionsAnswer = z.object({
  versions: z.array(z.object({
    ...made,
    changes: z.array(settingChange).meta({ description: 'What differs from the version before.' }),
    tellings: z.array(z.object({
      id: z.int(),
      state: z.enum(['current', 'old', 'dropped']),
      shown_at: instant.meta({ description: 'Since when it was the map that is read.' }),
    })).meta({ description: 'What was told under it.' }),
  })).meta({ description: 'The newest first.' }),
})
export type PolicyVersionsAnswer = z.output<typeof policyVersionsAnswer>

export const policyChangedAnswer = z.object({ version: z.int(), same_as: z.int().nullable(), changes: z.array(settingChange), job: z.int().meta({ description: 'The retelling that will bring it in force.' }) })
export type PolicyChangedAnswer = z.output<typeof policyChangedAnswer>

const estimate = z.object({ value: z.int(), low: z.int(), high: z.int() }).meta({ id: 'Estimate', description: 'Customers, with a 95 % interval; all three are the same where everyone was looked at.' })
const counted = z.object({ state, now: estimate.meta({ description: 'As the map says it: known of everybody.' }), would: estimate, change: estimate })
const moves = z.object({
  customers: estimate.meta({ description: 'Who moved at least once.' }),
  classes: z.record(z.enum(CLASSES), z.int()).meta({ description: 'Every move, by its class, scaled to all customers.' }),
})

export const tryPolicyAnswer = z.object({
  version: z.int().meta({ description: 'The version that was changed for the try: what is in force, or about to be.' }),
  telling: tellingAnswer,
  changes: z.array(settingChange),
  learned_anew: z.array(z.string()).meta({ description: 'Changed settings under which applying will learn the model anew. The try is told under the model as it is.' }),
  customers: z.int(),
  looked_at: z.int(),
  states: z.array(counted),
  elsewhere: estimate.meta({ description: 'Who would stand in another state.' }),
  matrix: z.array(z.object({ from: state, to: state, customers: estimate })).meta({ description: 'From where they stand now to where they would: every pair of states.' }),
  quarter: z.object({ from: instant, to: instant, now: moves, would: moves }).meta({ description: 'The moves of the last 90 days, as they are told now and as they would be.' }),
  groups: z.array(z.object({ key: z.string().nullable(), name: z.string().nullable(), looked_at: z.int(), states: z.array(counted) })).nullable(),
})
export type TryPolicyAnswer = z.output<typeof tryPolicyAnswer>
