import { useQuery } from '@tanstack/react-query'
import { MessageCircleQuestion } from 'lucide-react'
import type { ReactNode } from 'react'
import { ASKED } from '#core/listening/asked.ts'
import type { AnswersAnswer } from '#contract/listening/answers.ts'
import { asked } from '../data/ask.ts'
import { Await } from '../parts/Await.tsx'
import { Who } from '../parts/filter/Who.tsx'
import { MenuButton } from '../parts/MenuButton.tsx'
import { Page } from '../parts/Page.tsx'
import { Empty, Panel } from '../parts/Panel.tsx'
import { PeriodControl } from '../parts/period/PeriodControl.tsx'
import { useWords } from '../words/words.tsx'
import { Beside } from './Beside.tsx'
import { ByUnit } from './ByUnit.tsx'
import { Felt } from './Felt.tsx'
import { Finding } from './Finding.tsx'
import { HowAnswered } from './HowAnswered.tsx'
import { Months } from './Months.tsx'
import { useListening, type Listening } from './read.ts'
import { Scores } from './Scores.tsx'

/** What customers say: one question at a time, with how sure it is, and what they felt. */
export function AnswersScreen(): ReactNode {
  const words = useWords()
  const listening = useListening()
  const { question, time, query, set } = listening
  const answers = useQuery(asked<AnswersAnswer>('/v1/answers', { ...query, question }))
  const { data } = answers
  const customers = new Map(data?.asked.map((one) => [one.question, one.customers]))
  const actions = (
    <>
      <MenuButton
        label={words.say('answers.question')} icon={MessageCircleQuestion} selected={question} onAction={(id) => set({ question: id === 'recommend' ? undefined : id })}
        items={ASKED.map((id) => ({ id, name: words.say('answers.choice', { question: words.say(`asked.${id}`), n: customers.get(id) ?? 0 }) }))}
      >
        {words.say(`asked.${question}`)}
      </MenuButton>
      <PeriodControl time={time} shown={data && { from: data.from, to: data.to, zone: data.company.zone }} onTime={set} />
    </>
  )
  return (
    <Page title={words.say('nav.answers')} lead={data && <Finding answers={data} />} actions={actions}>
      <Who at="/answers" />
      <Await query={answers} height={640}>{(said) => <Answers said={said} listening={listening} />}</Await>
    </Page>
  )
}

function Answers({ said, listening }: { readonly said: AnswersAnswer; readonly listening: Listening }): ReactNode {
  const words = useWords()
  return (
    <div className="grid gap-4">
      {said.now.answers === 0 ? <Panel><Empty title={words.say('answers.none')}>{words.say('answers.none_do')}</Empty></Panel> : (
        <>
          <Scores said={said} />
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <HowAnswered said={said} />
            <Months said={said} />
          </div>
        </>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {said.now.answers > 0 && (
          <div className="grid min-w-0 gap-4">
            <ByUnit said={said} listening={listening} />
            <Beside listening={listening} />
          </div>
        )}
        <Felt listening={listening} />
      </div>
      {said.question === 'recommend' && said.now.answers > 0 && <p className="max-w-[96ch] text-xs text-ink-3">{words.say('answers.marks')}</p>}
    </div>
  )
}
