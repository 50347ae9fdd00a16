import type { AnswersAnswer } from '#contract/listening/answers.ts'
import { useFormats } from '../words/words.tsx'

/** How a score of a question is written: the recommend score as a whole number with its sign, a mean with one decimal. */
export function useScoreFormat(question: AnswersAnswer['question']): { readonly score: (value: number) => string; readonly change: (value: number) => string } {
  const { count, figure } = useFormats()
  if (question === 'recommend') return { score: (value) => count(Math.round(value)), change: (value) => signed(Math.round(value), count(Math.round(value))) }
  return { score: (value) => figure(value, 2), change: (value) => signed(value, figure(value, 2)) }
}

const signed = (value: number, text: string): string => (value > 0 ? `+${text}` : text)

/** Which answers count as high and which as low. */
export function sidesOf({ question, scale }: Pick<AnswersAnswer, 'question' | 'scale'>): { readonly isHigh: (value: number) => boolean; readonly isLow: (value: number) => boolean } {
  if (question === 'recommend') return { isHigh: (value) => value >= 9, isLow: (value) => value <= 6 }
  const middle = (scale.low + scale.high) / 2
  return { isHigh: (value) => value > middle, isLow: (value) => value < middle }
}
