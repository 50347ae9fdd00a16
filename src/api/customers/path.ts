import * as z from 'zod'

/** What every path that leads to one customer has. */
export const customerPath = z.object({ key: z.string().meta({ description: 'The customer’s key.' }) })
