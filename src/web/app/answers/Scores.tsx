import type { ReactNode } from 'react'
import type { AnswersAnswer } from '#contract/listening/answers.ts'
import { Delta, Figure, Figures } from '../parts/Figure.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { useScoreFormat } from './score.ts'

/** The score with its interval and change, its shares, and of how many it is. */
export function Scores({ said: { question, now, change, weighted, there, looked_at } }: { readonly said: AnswersAnswer }): ReactNode {
  const words = useWords()
  const { percent, count } = useFormats()
  const written = useScoreFormat(question)
  const { score, answers } = now
  const kind = question === 'recommend' ? 'recommend' : 'scale'
  const every = Math.round(answers / looked_at)
  return (
    <Figures>
      <Figure
        name={words.say(`answers.score_${kind}`)} value={score ? written.score(score.value) : '–'}
        note={score && <>{words.say('answers.between', { low: written.score(score.low), high: written.score(score.high) })}{change && <> <Delta value={change.value} text={written.change(change.value)} good={change.low > 0 || change.high < 0 ? 'up' : 'neither'} /></>}</>}
      />
      <Figure name={words.say(`answers.high_${kind}`)} value={score ? percent(score.shares.high) : '–'} note={score && words.say(`answers.low_${kind}`, { share: percent(score.shares.low) })} />
      <Figure name={words.say('answers.answered')} value={looked_at < 1 ? words.say('worth.about', { value: count(every) }) : count(answers)} note={<>{there > 0 && words.say('answers.of_there', { share: percent(Math.min(1, every / there), every / there < 0.1 ? 1 : 0) })}{looked_at < 1 && <span className="block">{words.say('answers.by_lot', { answers })}</span>}</>} />
      {weighted
        ? <Figure name={words.say('answers.weighted')} value={written.score(weighted.value)} note={words.say('answers.weighted_note', { low: written.score(weighted.low), high: written.score(weighted.high), n: Math.round(weighted.effective) })} />
        : looked_at < 1 && <Figure name={words.say('answers.looked_at')} value={percent(looked_at)} />}
    </Figures>
  )
}
