import type { Refusal, Result } from '#contract/refusals.ts'
import { Refused } from '#contract/refusals.ts'
import type { Words } from '#core/words/index.ts'

/** A no, and what to do about it, for somebody at a terminal. */
export function refusalText(words: Words, { code, values }: Refusal): string {
  const filled = { expected: '…', ...values }
  return `${words.say(`refusal.${code}`, filled)}\n  ${words.say(`refusal.${code}.do`, filled).replaceAll('\n', '\n  ')}\n`
}

/** The value of a result. @throws Refused where it is a no */
export function orRefuse<T>(result: Result<T>): T {
  if (!result.ok) throw new Refused(...result.refusals)
  return result.value
}
