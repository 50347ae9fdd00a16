import * as z from 'zod'
import { readMoney } from '#actions/money/read-money.ts'
import { moneyAnswer } from '#contract/money/money.ts'
import { route } from '#api/route.ts'

export const money = route({
  method: 'GET',
  path: '/v1/money',
  access: 'settings.read',
  summary: 'What customers pay',
  description: 'The last twelve whole months against the twelve before as a bridge, with earned growth and its bounds; how what was paid lies over customers; what those of today are expected to pay within a year; and how those came who pay it.',
  query: z.strictObject({}),
  answer: moneyAnswer,
  refusals: ['query_unknown', 'nothing_yet'],
  act: ({ ctx }) => readMoney(ctx),
})
