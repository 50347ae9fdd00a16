import type { ReactNode } from 'react'
import type { AnswersAnswer } from '#contract/listening/answers.ts'
import { useFormats, useWords } from '../words/words.tsx'
import { useScoreFormat } from './score.ts'

/** The finding in a sentence: what they say, and whether it changed. */
export function Finding({ answers: { question, now, change, fewest } }: { readonly answers: AnswersAnswer }): ReactNode {
  const words = useWords()
  const { percent } = useFormats()
  const { change: written } = useScoreFormat(question)
  if (now.answers === 0) return null
  if (now.score === null) return words.say('answers.too_few', { n: now.answers, fewest })
  const { high, low } = now.score.shares
  const name = question === 'recommend' ? 'answers.finding_recommend' : 'answers.finding'
  const moved = change === null ? null : change.low > 0 ? 'up' : change.high < 0 ? 'down' : 'same'
  return (
    <>
      {words.say(name, { n: now.answers, high: percent(high), low: percent(low), question: words.say(`asked.${question}`) })}
      {change && moved && <> {words.say(`answers.moved_${moved}`, { change: written(change.value), low: written(change.low), high: written(change.high) })}</>}
    </>
  )
}
