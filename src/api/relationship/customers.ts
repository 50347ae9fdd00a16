import { listCustomers } from '#actions/relationship/list-customers.ts'
import { readCustomer } from '#actions/relationship/read-customer.ts'
import { readTimeline } from '#actions/relationship/read-timeline.ts'
import { customerAnswer, customersAnswer, customersQuery } from '#contract/relationship/customer.ts'
import { customerQuery } from '#contract/relationship/customer-query.ts'
import { timelineAnswer, timelineQuery } from '#contract/relationship/timeline.ts'
import { customerPath } from '#api/customers/path.ts'
import { route } from '#api/route.ts'

export const customers = route({
  method: 'GET',
  path: '/v1/customers',
  access: 'customers.read',
  summary: 'List customers',
  description: 'Customers who fit, with where each stands, in pages. Parameters that name several things may come several times; an attribute is asked for as `attribute.NAME=value`, a figure as `min.value=10000`.',
  query: customersQuery,
  answer: customersAnswer,
  refusals: ['query_invalid', 'query_unknown'],
  act: ({ ctx, query }) => listCustomers(ctx, query),
})

export const customer = route({
  method: 'GET',
  path: '/v1/customers/{key}',
  access: 'customers.read',
  summary: 'One customer',
  description: 'Who they are, where they stand and why, how they got there, and the latest of their history. The key is percent-encoded (`a/b` is `a%2Fb`). That somebody looked is kept in the audit log.',
  params: customerPath,
  query: customerQuery,
  answer: customerAnswer,
  refusals: ['customer_unknown', 'query_invalid', 'query_unknown'],
  act: ({ ctx, caller, params, query }) => readCustomer(ctx, params.key, { ...query, money: caller.rights.includes('map.read') }),
})

export const timeline = route({
  method: 'GET',
  path: '/v1/customers/{key}/timeline',
  access: 'customers.read',
  summary: 'What happened to a customer',
  description: 'Their facts and what was written about them, the newest first, in pages. What a fact cost the company is shown to whoever may read the map.',
  params: customerPath,
  query: timelineQuery,
  answer: timelineAnswer,
  refusals: ['customer_unknown', 'period_invalid', 'query_invalid', 'query_unknown'],
  act: ({ ctx, caller: { actor, rights }, params, query }) =>
    readTimeline(ctx, params.key, query, { actor, keeper: rights.includes('customers.change'), costs: rights.includes('map.read') }),
})
