import * as z from 'zod'
import { STAY_KINDS } from '#core/relationship/stay.ts'
import { STAY_GROUPINGS } from '#core/relationship/stay-groups.ts'

export const modelGroupsQuery = z.strictObject({ by: z.enum(STAY_GROUPINGS).meta({ description: 'unit, or cohort: the year of joining.' }) })
export type ModelGroupsQuery = z.output<typeof modelGroupsQuery>

const figure = z.number()
const group = z.object({
  key: z.string().nullable(), customers: z.int().meta({ description: 'Who ever bought, as far as they were looked at.' }), repeaters: z.int(),
  newcomer: z.object({
    chance: figure, low: figure, high: figure, purchases: figure.meta({ description: 'Expected within the horizon.' }),
  }).nullable().meta({ description: 'Of one who has just bought for the first time: the chance of another purchase within the horizon, with its 95 % interval.' }),
  missing: z.string().nullable().meta({ description: 'Why nothing could be fitted: too_few_repeaters, not_converged …' }),
})

export const modelGroupsAnswer = z.object({
  by: z.enum(STAY_GROUPINGS), kind: z.enum(STAY_KINDS), horizon_days: z.int(), least_repeaters: z.int(),
  looked_at: figure.meta({ description: 'Of all customers, what share was looked at, by lot.' }),
  beyond: z.int().meta({ description: 'Smaller groups that are left out.' }),
  all: group,
  groups: z.array(group.extend({ name: z.string().nullable() })).meta({ description: 'The largest first.' }),
  apart: z.object({ chi_square: figure, df: z.int(), p: figure }).nullable().meta({ description: 'A likelihood-ratio test of whether groups differ by more than chance; null with fewer than two that could be fitted.' }),
}).meta({ id: 'ModelGroups' })
export type ModelGroupsAnswer = z.output<typeof modelGroupsAnswer>
