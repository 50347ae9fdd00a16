import * as z from 'zod'
import { PURPOSES } from '#core/money/cost-row.ts'

/** A file of costs is a list that somebody keeps by hand. */
export const MOST_COST_BYTES = 2_000_000

export const costsQuery = z.strictObject({ name: z.string().min(1).max(200).meta({ description: 'What the file is called.' }) })
export const costPath = z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) })

const sum = z.int().meta({ description: 'Minor units of the company currency.' })
export const costFileAnswer = z.object({
  id: z.int(), name: z.string(), brought_at: z.iso.datetime(), brought_by: z.string(), rows: z.int(),
  from: z.iso.date().meta({ description: 'The first day on which anything was spent.' }), to: z.iso.date(),
  ...Object.fromEntries(PURPOSES.map((purpose) => [purpose, sum])) as Record<(typeof PURPOSES)[number], typeof sum>,
}).meta({ id: 'CostFile' })
export type CostFileAnswer = z.output<typeof costFileAnswer>

export const costsAnswer = z.object({ currency: z.string(), files: z.array(costFileAnswer).meta({ description: 'The newest first.' }) })
export type CostsAnswer = z.output<typeof costsAnswer>

export const costsBrought = z.object({ known: z.boolean().meta({ description: 'The very same costs were there: nothing was counted twice.' }), file: costFileAnswer })
export type CostsBrought = z.output<typeof costsBrought>
