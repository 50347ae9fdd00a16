import * as z from 'zod'

export const customerQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1000).default(100).meta({ description: 'How many of the latest facts of the history to show.' }),
})
