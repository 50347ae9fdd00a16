import * as z from 'zod'

/** What the keys in an answer stand for: those of units, people and promises that the company has told about itself. */
export const names = z.object({
  units: z.record(z.string(), z.string()),
  people: z.record(z.string(), z.string()),
  promises: z.record(z.string(), z.string()),
}).meta({ id: 'Names', description: 'Key to name, for the units, people and promises that this answer mentions. A key that nothing is known of is not there.' })
export type Names = z.output<typeof names>
