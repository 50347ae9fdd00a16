import * as z from 'zod'
import type { Feeling } from '#core/history/kinds.ts'
import type { Policy } from '#core/relationship/policy.ts'

/** Within what a number may be set. */
export interface Bounds {
  readonly least: number
  readonly most: number
  readonly whole?: true
}

type BoundsOf<T> = T extends number ? Bounds : T extends string ? readonly T[] : { readonly [K in keyof T]: BoundsOf<T[K]> }

const days = (least = 1): Bounds => ({ least, most: 3650, whole: true })
const within = (least: number, most: number): Bounds => ({ least, most })
const count = (least: number, most: number): Bounds => ({ least, most, whole: true })
const [deposit, withdrawal, good, bad] = [within(0, 10), within(-10, 0), within(0, 1), within(-1, 0)]
const chance = within(0.01, 0.999)

/** Within what each setting may be set. What must hang together besides is in `policyFlaws`. */
export const POLICY_BOUNDS: { readonly [K in keyof Policy]: K extends 'loyal_by_conduct' ? readonly Policy[K][] : BoundsOf<Policy[K]> } = {
  horizon_days: count(30, 1095), lapse_below: chance, lapse_leave: within(0.01, 1), lapse_gaps: within(1, 20), least_repeaters: count(20, 1_000_000),
  new_below_days: count(1, 10), half_life_days: days(7), loss_weight: within(0.1, 20), prior_answers: within(0.1, 20),
  heart_positive: within(0.05, 0.95), heart_high: within(0.05, 0.99), heart_negative: within(-0.95, -0.05), head_negative: within(-0.95, -0.05),
  score_band: within(0, 0.5), unknown_below: within(0.01, 10), betrayal_days: days(), bond_days: days(),
  deposits: {
    broke: withdrawal, kept: deposit, recovery_accepted: deposit, recovery_refused: withdrawal, referral: deposit, praise: deposit,
    stance_glad: deposit, stance_uneasy: withdrawal, stance_betrayed: withdrawal,
  },
  recommend_weight: within(0, 5), says_days: days(), bound_margin: within(0, 0.9), bound_enter: chance, bound_leave: chance, bound_least: count(1, 1000),
  quiet_gaps: within(0.5, 20), loyal_by_conduct: ['auto', 'off', 'on'], conduct_repeats: count(1, 100), conduct_gaps: within(0.5, 20),
  conduct_gaps_leave: within(0.5, 50), conduct_chance: chance, conduct_chance_leave: chance, dwell_days: count(0, 365),
  valence: {
    happy: good, joyful: good, assured: good, cared_for: good, delighted: good, welcome: good, grateful: good,
    frustrated: bad, angry: bad, disgusted: bad, afraid: bad, helpless: bad, ignored: bad, distrustful: bad, foolish: bad, indifferent: within(-0.5, 0.5),
  },
}

/** The bounds or choices of a setting by its name; of a group, the names within. */
export function boundsOf(name: string): Bounds | readonly string[] {
  const [group, within] = name.split('.') as [keyof Policy, string?]
  const found = POLICY_BOUNDS[group] as Bounds | readonly string[] | Readonly<Record<string, Bounds>>
  if ('least' in found || Array.isArray(found)) return found as Bounds | readonly string[]
  const inside = found as Readonly<Record<string, Bounds>>
  return (within === undefined ? undefined : inside[within]) ?? Object.keys(inside).map((each) => `${group}.${each}`)
}

/** What a setting may be, as it is said to people. */
export function mayBe(name: string): string {
  const bounds = boundsOf(name)
  return 'least' in bounds ? `${bounds.least} … ${bounds.most}` : bounds.join(', ')
}

const number = ({ least, most, whole }: Bounds): z.ZodNumber => (whole ? z.int() : z.number()).min(least).max(most)
const group = <K extends string>(bounds: Readonly<Record<K, Bounds>>): z.ZodObject<Record<K, z.ZodNumber>> =>
  z.strictObject(Object.fromEntries(Object.entries<Bounds>(bounds).map(([name, each]) => [name, number(each)])) as Record<K, z.ZodNumber>)

type Plain = Exclude<keyof Policy, 'deposits' | 'valence' | 'loyal_by_conduct'>
const { deposits, valence, loyal_by_conduct, ...plain } = POLICY_BOUNDS

/** A whole policy: every setting, within its bounds, and no other. */
export const policySchema = z.strictObject({
  ...group<Plain>(plain).shape,
  loyal_by_conduct: z.enum(loyal_by_conduct),
  deposits: group<keyof Policy['deposits']>(deposits),
  valence: group<Feeling>(valence),
})

/** Some of its settings: what is to be changed. */
export const policyChanges = policySchema
  .extend({ deposits: policySchema.shape.deposits.partial(), valence: policySchema.shape.valence.partial() })
  .partial()
  .meta({ id: 'PolicyChanges', description: 'Settings to change, by name; those that are left out stay as they are.' })

const reason = z.string().trim().min(1).max(500).meta({ description: 'Why: whoever comes later will want to know.' })
const expected_version = z.int().min(1).meta({ description: 'The newest version that you know of: if there is a newer one, nothing is changed.' })

export const changePolicyBody = z.strictObject({ changes: policyChanges, reason, expected_version })
export const backPolicyBody = z.strictObject({
  version: z.int().min(1).optional().meta({ description: 'The version to go back to; the one before, if left out.' }),
  reason: reason.optional(),
  expected_version,
})

/** How many customers’ histories a try tells: where nobody says, at least and at most. */
export const TRY_SAMPLE = { usual: 4000, least: 100, most: 50_000 } as const
export const tryPolicyBody = z.strictObject({
  changes: policyChanges,
  sample: z.int().min(TRY_SAMPLE.least).max(TRY_SAMPLE.most).default(TRY_SAMPLE.usual).meta({ description: 'How many customers to look at; all, where there are no more.' }),
  by: z.enum(['unit']).optional(),
})
export type TryPolicyBody = z.output<typeof tryPolicyBody>

/** Changes as they are sent, from names and values: `deposits.broke` is within `deposits`. Whether there are such settings is not asked here. */
export function changesNamed(pairs: Iterable<readonly [name: string, value: number | string]>): Record<string, unknown> {
  const changes: Record<string, unknown> = {}
  for (const [name, value] of pairs) {
    const [group, ...within] = name.split('.') as [string, ...string[]]
    const before = Object.hasOwn(changes, group) ? changes[group] : undefined
    changes[group] = within.length === 0 ? value : { ...(typeof before === 'object' ? before : {}), [within.join('.')]: value }
  }
  return changes
}
