import * as z from 'zod'
import { clearSample } from '#actions/house/clear-company.ts'
import { describeCompany, nameCompany } from '#actions/house/name-company.ts'
import { clearBody, companyAnswer, companyChanges } from '#contract/house/company.ts'
import { yes } from '#contract/refusals.ts'
import { objectOf, READING_ONE } from '#api/door/body.ts'
import { route } from '#api/route.ts'

export const company = route({
  method: 'GET',
  path: '/v1/company',
  access: 'known',
  summary: 'The company',
  description: 'Who the company is, on whose calendar and in which currency it counts, and whether it is the sample.',
  query: z.strictObject({}),
  answer: companyAnswer,
  refusals: [],
  act: async ({ ctx }) => yes(await describeCompany(ctx)),
})

export const companyChange = route({
  method: 'PATCH',
  path: '/v1/company',
  access: 'settings.change',
  summary: 'Say who the company is',
  description: 'Zone and currency cannot change any more once there are facts: months, days and amounts were counted by them. The sample company stays what it is.',
  query: z.strictObject({}),
  body: companyChanges,
  answer: companyAnswer,
  refusals: [...READING_ONE, 'company_invalid', 'company_in_use', 'sample_present'],
  async act({ ctx, body }) {
    const changes = objectOf(body, companyChanges)
    if (!changes.ok) return changes
    const named = await nameCompany(ctx, changes.value)
    return named.ok ? yes(await describeCompany(ctx)) : named
  },
})

export const companyClear = route({
  method: 'POST',
  path: '/v1/company/clear',
  access: 'settings.change',
  summary: 'Clear the sample company',
  description: 'Removes the sample company with all its customers, units, people and promises, so that one’s own can come in. Accounts, keys and the audit log stay. The body repeats its name. Nothing but the sample can be removed this way.',
  query: z.strictObject({}),
  body: clearBody,
  answer: companyAnswer,
  refusals: [...READING_ONE, 'sample_absent'],
  async act({ ctx, body }) {
    const read = objectOf(body, clearBody)
    return read.ok ? clearSample(ctx, read.value) : read
  },
})
