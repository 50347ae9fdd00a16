import * as z from 'zod'
import { customerAnswer } from '#contract/relationship/customer.ts'
import { customerKey } from './merge.ts'

const rows = z.array(z.record(z.string(), z.unknown()))

/** Everything that is kept about one customer. Instants are ISO 8601 text, money is in minor units. */
export const exportAnswer = z.object({
  exported_at: z.iso.datetime(),
  company: z.string(),
  keys: z.array(customerKey),
  customer: customerAnswer.omit({ history: true, keys: true }).meta({ description: 'Who they are, where they stand and why, and how they got there.' }),
  records: rows.meta({ description: 'What is known besides facts, one for each key that has something.' }),
  facts: rows.meta({ description: 'Every fact that was ever taken, in the order in which things happened, retracted ones too.' }),
  tellings: z.array(z.object({ id: z.int(), state: z.string(), standing: rows, spans: rows, months: rows })).meta({ description: 'What each telling says of them, as it is kept.' }),
  notices: rows.meta({ description: 'Moves that were announced.' }),
  notes: rows.meta({ description: 'What people wrote about them.' }),
  audit: rows.meta({ description: 'Who looked at them or changed something about them.' }),
  imports: rows.meta({ description: 'The imports that brought something about them.' }),
})
export type ExportAnswer = z.output<typeof exportAnswer>
