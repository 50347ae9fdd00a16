import * as z from 'zod'
import { marginAnswer } from '#contract/worth/worth.ts'

const money = z.int().meta({ description: 'Minor units of the company currency.' })

/** By what money to come is counted. */
export const reckonedAnswer = z.object({ years: z.int(), discount: z.number(), margin: marginAnswer })

/** What one customer is still worth. */
export const lifetimeAnswer = z.object({
  figures: reckonedAnswer.extend({
    expected: money.meta({ description: 'The margin they are expected to bring within the years, discounted. Minor units of the company currency.' }),
    p10: money, p50: money, p90: money,
    within: z.number().meta({ description: 'The chance that it turns out from P10 to P90: .8, and more where it may well be nothing, since nobody turns out below that.' }),
    nothing: z.number().meta({ description: 'The chance that nothing comes.' }),
    purchases: z.number().meta({ description: 'Days on which they are expected to buy within the years.' }),
  }).nullable(),
  missing: z.enum(['purchase', 'money', 'model']).nullable().meta({ description: 'Why there are no figures: they never bought, they never paid anything net, or too few customers came back for a model.' }),
})
export type LifetimeAnswer = z.output<typeof lifetimeAnswer>
