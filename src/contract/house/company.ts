import * as z from 'zod'
import { name } from '#contract/history/fact.ts'

/** Shapes of the company: who it is, and clearing the sample away. What a zone or a currency may be, the action says. */
const text = z.string().max(200)
const said = {
  name: text,
  zone: text.meta({ description: 'IANA name of the zone whose calendar counts days and months.' }),
  currency: text.meta({ description: 'ISO 4217 code of the currency that money is counted in.' }),
  languages: z.array(text).max(20).meta({ description: 'The languages in which the company speaks with its customers.' }),
}

export const companyAnswer = z.object({
  ...said,
  sample: z.boolean().meta({ description: 'Is it the sample company, which is made up?' }),
  named: z.boolean().meta({ description: 'Has anybody said yet who the company is?' }),
  has_facts: z.boolean().meta({ description: 'Are there facts? From the first one on, zone and currency stay as they are.' }),
}).meta({ id: 'Company' })
export type CompanyAnswer = z.output<typeof companyAnswer>

export const companyChanges = z.strictObject(said).partial()
export type CompanyChanges = z.output<typeof companyChanges>

export const clearBody = z.strictObject({ name: name.meta({ description: 'The name of the sample company, so that nothing is cleared by a slip.' }) })
