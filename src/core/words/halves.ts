import type { Formats } from './format.ts'
import type { Words } from './words.ts'

/** Less likely than this, what was seen is taken for a change. */
const UNLIKELY = 0.01
/** Less likely than this is not told apart. */
const LEAST_P = 0.001

/** Whether customers moved in the first half of the months as in the second, in a sentence. */
export function halvesSaid({ p }: { readonly p: number }, words: Words, formats: Formats): string {
  const said = p < LEAST_P ? `p < ${formats.figure(LEAST_P, 3)}` : `p = ${formats.figure(p, p < 0.1 ? 3 : 2)}`
  return words.say('worth.halves', { alike: p < UNLIKELY ? 'no' : 'yes', p: said })
}
