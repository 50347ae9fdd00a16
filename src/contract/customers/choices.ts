import * as z from 'zod'

const texts = z.array(z.string()).meta({ description: 'The most frequent first, at most fifty; of very many customers those in a sample.' })

export const choicesAnswer = z.object({
  units: z.array(z.object({ key: z.string(), name: z.string(), parent: z.string().nullable() })),
  channels: texts, campaigns: texts, languages: texts,
  attributes: z.array(z.object({ name: z.string(), values: texts })),
  since: z.string().nullable().meta({ description: 'The year (`YYYY`) in which the first history begins.' }),
  until: z.string().nullable().meta({ description: 'The year in which the last one begins.' }),
})
export type ChoicesAnswer = z.output<typeof choicesAnswer>
