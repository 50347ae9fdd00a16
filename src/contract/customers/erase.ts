import * as z from 'zod'
import { name } from '#contract/history/fact.ts'

/** The key once more, so that nobody is erased by a slip in a path. */
export const eraseBody = z.strictObject({ key: name.meta({ description: 'The key in the path once more.' }) })

const counts = z.record(z.string(), z.int())

/** What was done, without a word of who it was. */
export const eraseAnswer = z.object({
  erased_at: z.iso.datetime(),
  numbers: z.array(z.string()).meta({ description: 'The keyed hashes of all keys they had: what is remembered, so that nobody brings them back.' }),
  removed: counts.meta({ description: 'Rows removed, by table.' }),
  replaced: counts.meta({ description: 'Rows about others that named them and now have a token, by where it stands.' }),
  checked: z.object({
    columns: z.array(z.string()).meta({ description: 'Where it was looked afterwards, in the same transaction: every column of the catalogue that could hold their numbers, and where keys are named.' }),
    left: z.int().meta({ description: 'How many rows were found there: 0, else nothing would have been erased.' }),
  }),
})
export type EraseAnswer = z.output<typeof eraseAnswer>
