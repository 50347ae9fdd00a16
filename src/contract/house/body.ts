import type * as z from 'zod'
import { refusalsOf } from '#contract/history/parse.ts'
import { yes, type Result } from '#contract/refusals.ts'

/** Reads what was sent, one thing, against its shape. Refusals point into it. */
export function readBody<S extends z.ZodType>(schema: S, body: unknown): Result<z.output<S>> {
  const parsed = schema.safeParse(body)
  return parsed.success ? yes(parsed.data) : { ok: false, refusals: refusalsOf(parsed.error, body) }
}
