import * as z from 'zod'
import { eraseCustomer } from '#actions/customers/erase-customer.ts'
import { eraseAnswer, eraseBody } from '#contract/customers/erase.ts'
import { objectOf } from '#api/door/body.ts'
import { route } from '#api/route.ts'
import { customerPath } from './path.ts'

export const erase = route({
  method: 'POST',
  path: '/v1/customers/{key}/erase',
  access: 'customers.change',
  summary: 'Erase one customer',
  description: 'Removes everything that is about one customer under all their keys, all or nothing, and keeps them from being brought back. It cannot be undone. The body repeats the key. The answer is a receipt; sent again, the same receipt comes back.',
  params: customerPath,
  query: z.strictObject({}),
  body: eraseBody,
  answer: eraseAnswer,
  refusals: ['body_unreadable', 'body_too_large', 'media_type_unknown', 'field_missing', 'field_unknown', 'field_invalid', 'customer_unknown', 'customer_erased'],
  async act({ ctx, params, body }) {
    const read = objectOf(body, eraseBody)
    return read.ok ? eraseCustomer(ctx, { key: params.key, confirmed: read.value.key }) : read
  },
})
