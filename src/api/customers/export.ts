import * as z from 'zod'
import { exportCustomer } from '#actions/customers/export-customer.ts'
import { exportAnswer } from '#contract/customers/export.ts'
import { route } from '#api/route.ts'
import { customerPath } from './path.ts'

export const exported = route({
  method: 'GET',
  path: '/v1/customers/{key}/export',
  access: 'customers.change',
  summary: 'Export one customer',
  description: 'Everything that is kept about one customer under all their keys, in one document. That it was made is kept in the audit log.',
  params: customerPath,
  query: z.strictObject({}),
  answer: exportAnswer,
  refusals: ['customer_unknown'],
  act: ({ ctx, params }) => exportCustomer(ctx, params.key),
})
