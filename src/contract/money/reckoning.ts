import * as z from 'zod'

const said = {
  margin: z.number().min(0).max(1).nullable().meta({ description: 'The share of what is paid that is margin. null: from what orders cost, where that is known; else all that is paid is counted, and the figures say so.' }),
  discount: z.number().min(0).max(1).meta({ description: 'What a year takes off, as 0.1 for 10 %.' }),
  years: z.int().min(1).max(10).meta({ description: 'How far to look ahead.' }),
  point_minor: z.number().min(0).max(1_000_000).nullable().meta({ description: 'What a point costs that a customer uses, in minor units of the company currency, parts of one too. null: nobody says, and points are left out of what keeping costs.' }),
}

export const reckoningAnswer = z.object(said).meta({ id: 'Reckoning' })
export type ReckoningAnswer = z.output<typeof reckoningAnswer>

export const reckoningChanges = z.strictObject(said).partial()
export type ReckoningChanges = z.output<typeof reckoningChanges>
