import { PASTS, type Recall } from '#core/worth/recall.ts'
import type { Stretch } from '#core/worth/steps.ts'

/** Where somebody stood at each mark; null before they came. */
export type Life = readonly (number | null)[]

const [LOYAL, NEW, LAPSED] = [2, 7, 8] as const

/** What somebody had been by a mark: looked up in all that they did before. */
function pastAt(life: Life, mark: number): number {
  const then = life.slice(0, mark + 1)
  if (then.some((state, k) => k > 0 && then[k - 1] === LAPSED && state !== LAPSED)) return PASTS.indexOf('back')
  const isFresh = then.find((state) => state !== null) === NEW && !then.some((state) => state !== null && state <= LOYAL)
  return PASTS.indexOf(isFresh ? 'fresh' : 'steady')
}

/** Since which mark they had stood there. */
function sinceAt(life: Life, mark: number): number {
  let since = mark
  while (since > 0 && life[since - 1] === life[mark]) since--
  return since
}

/** The place of the chain where somebody was at a mark; null before they came. */
export const placeThen = (life: Life, mark: number, { placeOf }: Recall): number | null => {
  const state = life[mark] ?? null
  return state === null ? null : placeOf(state - 1, pastAt(life, mark), mark - sinceAt(life, mark))
}

/** A life as the stretches of it: what the store counts. */
export function stretchesOf(life: Life): Stretch[] {
  const found: Stretch[] = []
  for (let lo = 0; lo < life.length; ) {
    let hi = lo + 1
    while (hi < life.length && life[hi] === life[lo]) hi++
    const state = life[lo] ?? null
    if (state !== null) found.push({ was: found.length > 0, state, past: pastAt(life, lo), since: lo, lo, hi, next: life[hi] ?? null, customers: 1 })
    lo = hi
  }
  return found
}
