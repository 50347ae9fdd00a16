import * as z from 'zod'
import { mergeCustomers } from '#actions/customers/merge-customers.ts'
import { partCustomers } from '#actions/customers/part-customers.ts'
import { mergeAnswer, otherBody } from '#contract/customers/merge.ts'
import { objectOf } from '#api/door/body.ts'
import { route } from '#api/route.ts'
import { customerPath } from './path.ts'

const BODY = ['body_unreadable', 'body_too_large', 'media_type_unknown', 'field_missing', 'field_unknown', 'field_invalid'] as const

export const merge = route({
  method: 'POST',
  path: '/v1/customers/{key}/merge',
  access: 'customers.change',
  summary: 'Merge two customers',
  description: 'From now on everything that happened to the other customer is told as part of this one’s history. A key that nobody knows becomes another key of this customer. Nothing is lost, counted twice or set off by it, and parting gives back what was. Sent again it changes nothing.',
  params: customerPath,
  query: z.strictObject({}),
  body: otherBody,
  answer: mergeAnswer,
  refusals: [...BODY, 'customer_unknown', 'customer_erased', 'too_many_keys'],
  async act({ ctx, params, body }) {
    const read = objectOf(body, otherBody)
    return read.ok ? mergeCustomers(ctx, { key: params.key, other: read.value.other }) : read
  },
})

export const part = route({
  method: 'POST',
  path: '/v1/customers/{key}/part',
  access: 'customers.change',
  summary: 'Part two customers',
  description: 'Undoes the merging of these two: each is told by themselves again, with whatever was merged into them.',
  params: customerPath,
  query: z.strictObject({}),
  body: otherBody,
  answer: mergeAnswer,
  refusals: [...BODY, 'customer_unknown'],
  async act({ ctx, params, body }) {
    const read = objectOf(body, otherBody)
    return read.ok ? partCustomers(ctx, { key: params.key, other: read.value.other }) : read
  },
})
