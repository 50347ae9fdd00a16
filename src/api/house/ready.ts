import * as z from 'zod'
import { whyUnready } from '#actions/house/is-ready.ts'
import { readyAnswer } from '#contract/house/health.ts'
import { no, yes } from '#contract/refusals.ts'
import { route, type Route } from '#api/route.ts'

/** @param stopping is the server about to end? */
export const ready = (stopping: () => boolean): Route =>
  route({
    method: 'GET',
    path: '/readyz',
    access: 'open',
    summary: 'Can it serve?',
    query: z.object({}),
    answer: readyAnswer,
    refusals: ['not_ready'],
    async act({ ctx }) {
      const what = stopping() ? 'stopping' : await whyUnready(ctx)
      return what === null ? yes({ status: 'ready' as const }) : no('not_ready', { what })
    },
  })
