import { readAudit } from '#actions/house/access/read-audit.ts'
import { auditAnswer, auditQuery } from '#contract/house/audit.ts'
import { route } from '#api/route.ts'

export const audit = route({
  method: 'GET',
  path: '/v1/audit',
  access: 'people.manage',
  summary: 'The audit log',
  description: 'Who did what: every look at one customer, every sign-in, and every change of settings, keys, accounts and invitations; the newest first, in pages.',
  query: auditQuery,
  answer: auditAnswer,
  refusals: ['query_invalid', 'query_unknown', 'period_invalid'],
  act: ({ ctx, query }) => readAudit(ctx, query),
})
