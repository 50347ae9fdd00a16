import { wordsOf, type Words } from '#core/words/index.ts'
import type { Flaw } from '#contract/house/problem.ts'
import type { Refusal } from '#contract/refusals.ts'

/** What a sentence may ask for that not every refusal knows. */
const UNSAID = { expected: '…', request_id: '–' }

/** A message of the words. One that is missing, or lacks a value, must not turn a no into a failure: English or the code stands for it. */
function sentence(words: Words, id: string, refusal: Refusal): string {
  try {
    return words.say(id, { ...UNSAID, ...refusal.values })
  } catch {
    return words.language === 'en' ? `${refusal.code} ${JSON.stringify(refusal.values ?? {})}` : sentence(wordsOf('en'), id, refusal)
  }
}

/**
 * A refusal as a person reads it.
 * @param base pointer of what the refusal's own pointer starts from; null where there is no place in a body to point to
 */
export function flawOf(words: Words, refusal: Refusal, base: string | null = ''): Flaw {
  const pointer = base === null || refusal.pointer === undefined ? base || undefined : `${base}${refusal.pointer}`
  return {
    code: refusal.code,
    ...(pointer !== undefined && { pointer }),
    detail: sentence(words, `refusal.${refusal.code}`, refusal),
    do: sentence(words, `refusal.${refusal.code}.do`, refusal),
  }
}
