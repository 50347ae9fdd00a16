import * as z from 'zod'
import { healthAnswer } from '#contract/house/health.ts'
import { yes } from '#contract/refusals.ts'
import { route, type Route } from '#api/route.ts'

export const health = (version: string): Route =>
  route({
    method: 'GET',
    path: '/healthz',
    access: 'open',
    summary: 'Does it run?',
    query: z.object({}),
    answer: healthAnswer,
    refusals: [],
    act: () => Promise.resolve(yes({ status: 'ok' as const, version })),
  })
