import type { ReactNode } from 'react'
import type { AnswersAnswer } from '#contract/listening/answers.ts'
import { scoreMonths } from '#web/charts/answers.ts'
import { Chart } from '../charts/Chart.tsx'
import { useSetting } from '../charts/setting.ts'
import { Panel } from '../parts/Panel.tsx'
import { useWords } from '../words/words.tsx'
import { useScoreFormat } from './score.ts'

/** The score month by month, as far as there are enough answers. */
export function Months({ said: { question, months, fewest } }: { readonly said: AnswersAnswer }): ReactNode {
  const words = useWords()
  const setting = useSetting()
  const { score } = useScoreFormat(question)
  const told = months.filter((month) => month.score !== null).length
  return (
    <Panel title={words.say('answers.months')} note={words.say('answers.months_note', { fewest })}>
      {told === 0
        ? <p className="text-ink-2">{words.say('answers.no_months')}</p>
        : <Chart draw={(view) => scoreMonths(months.map(({ month, answers, score: of }) => ({ month, n: answers, score: of })), score, setting, view)} />}
    </Panel>
  )
}
