import * as z from 'zod'
import { flaw, refusalCode } from '#contract/house/problem.ts'
import { standingAnswer } from '#contract/relationship/customer.ts'
import { documentedFact } from './fact-descriptions.ts'
import { name } from './fact.ts'

/** How many facts one request may hold. */
export const MOST_FACTS = 1000

export const sendQuery = z.strictObject({
  standing: z.enum(['true', 'false']).optional().meta({ description: 'Answer with where each customer stands after their facts.' }),
})

const batchOf = <Item extends z.ZodType>(item: Item): z.ZodType => z.union([item, z.array(item).max(MOST_FACTS), z.strictObject({ facts: z.array(item).max(MOST_FACTS) })])

/** What may be sent, for documents: a batch is read fact by fact, so that one that is wrong does not hold up the rest. */
export const sendBody = batchOf(documentedFact)

const count = z.int().min(0)
const refused = z.object({
  status: z.literal('refused'),
  code: refusalCode.meta({ description: 'The code of the first problem.' }),
  problems: z.array(flaw),
})

export const sendAnswer = z.object({
  taken: count.meta({ description: 'New: on disk and told.' }),
  known: count.meta({ description: 'Sent before with the same content; nothing changed.' }),
  refused: count,
  results: z.array(z.union([
    z.object({
      status: z.enum(['taken', 'known']),
      customer: z.string(),
      standing: standingAnswer.nullable().optional().meta({ description: 'Where the customer stands now, where it was asked for.' }),
    }),
    refused,
  ])).meta({ description: 'One for each fact, in the order in which they were sent.' }),
})
export type SendAnswer = z.output<typeof sendAnswer>

/** What names a fact, as its sender knows it. */
export const factName = z.strictObject({
  customer: name.meta({ description: 'The key of the customer.' }), source: name.meta({ description: 'The system that told it.' }), id: name.meta({ description: 'The id it was sent with.' }),
}).meta({ id: 'FactName' })
export type FactName = z.output<typeof factName>

export const retractBody = batchOf(factName)

export const retractAnswer = z.object({
  retracted: count.meta({ description: 'Taken out of their histories now.' }),
  known: count.meta({ description: 'Retracted before; nothing changed.' }),
  refused: count,
  results: z.array(z.union([z.object({ status: z.enum(['retracted', 'known']), customer: z.string() }), refused])),
})
export type RetractAnswer = z.output<typeof retractAnswer>
