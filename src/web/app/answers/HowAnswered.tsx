import type { ReactNode } from 'react'
import type { AnswersAnswer } from '#contract/listening/answers.ts'
import { answerColumns } from '#web/charts/answers.ts'
import { Chart } from '../charts/Chart.tsx'
import { useSetting } from '../charts/setting.ts'
import { Panel } from '../parts/Panel.tsx'
import { useWords } from '../words/words.tsx'
import { sidesOf } from './score.ts'

/** Every answer that was given, counted. */
export function HowAnswered({ said }: { readonly said: AnswersAnswer }): ReactNode {
  const words = useWords()
  const setting = useSetting()
  const note = said.question === 'recommend' ? words.say('answers.columns_recommend') : words.say('answers.columns_scale', { low: said.scale.low, high: said.scale.high })
  return (
    <Panel title={words.say('answers.columns')} note={note}>
      <Chart draw={(view) => answerColumns({ lowest: said.scale.low, histogram: said.now.histogram, ...sidesOf(said) }, setting, view)} />
    </Panel>
  )
}
