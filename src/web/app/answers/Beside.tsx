import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ScoreDriverAnswer, ScoreDriversAnswer } from '#contract/listening/score-drivers.ts'
import type { Words } from '#core/words/index.ts'
import { BarsChart } from '../charts/figure-charts.tsx'
import { asked } from '../data/ask.ts'
import { Await } from '../parts/Await.tsx'
import { DataTable, type Column } from '../parts/DataTable.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import type { Listening } from './read.ts'
import { useScoreFormat } from './score.ts'

/** What was said beside an answer: another question, or a feeling. */
const nameOf = (words: Words, { asked: other, feeling }: Pick<ScoreDriverAnswer, 'asked' | 'feeling'>): string => (other ? words.say(`asked.${other}`) : words.say('answers.felt_so', { feeling: words.say(`feeling.${feeling}`) }))

/** What else was said beside the answers, and how much of them goes with each. */
export function Beside({ listening: { query, question } }: { readonly listening: Listening }): ReactNode {
  const words = useWords()
  const { percent } = useFormats()
  const beside = useQuery(asked<ScoreDriversAnswer>('/v1/answers/drivers', { ...query, question }))
  const said = beside.data
  return (
    <Panel title={words.say('answers.beside')} note={said && said.reason === null ? words.say('answers.beside_note', { n: said.n, days: said.window_days, explained: percent(said.r_squared) }) : undefined}>
      <Await query={beside} height={280}>{(answer) => (
        <div className="grid gap-4">
          {answer.reason === null ? <Told said={answer} /> : <p className="text-ink-2">{words.say(`answers.beside_${answer.reason === 'no_drivers' && answer.left_out.length > 0 ? 'all_too_few' : answer.reason}`, { n: answer.n, fewest: answer.fewest, answers: answer.answers, days: answer.window_days })}</p>}
          {answer.reason !== 'outcome_constant' && <NotWeighed left={answer.left_out} />}
          {(answer.reason === null || answer.left_out.some(({ correlation }) => correlation)) && <p className="text-xs text-ink-3">{words.say('answers.beside_association')}</p>}
        </div>
      )}</Await>
    </Panel>
  )
}

function Told({ said }: { readonly said: ScoreDriversAnswer }): ReactNode {
  const words = useWords()
  const { percent } = useFormats()
  const rows = said.drivers.map((driver) => ({ id: `${driver.asked}${driver.feeling}`, name: nameOf(words, driver), ...driver.share, format: (value: number) => percent(value) }))
  return (
    <div className="grid gap-4">
      <BarsChart rows={rows} measure={{ least: 0, most: Math.max(0.01, ...rows.map(({ high }) => high)) }} />
      <Sides said={said} />
    </div>
  )
}

/** What is not weighed against the rest: each by itself, as far as enough said it. */
function NotWeighed({ left }: { readonly left: ScoreDriversAnswer['left_out'] }): ReactNode {
  const words = useWords()
  const { figure } = useFormats()
  const alone = left.flatMap((one) => one.correlation ? [{ id: `${one.asked}${one.feeling}`, name: nameOf(words, one), n: one.n, ...one.correlation, format: (value: number) => figure(value, 2) }] : []).toSorted((a, b) => b.value - a.value)
  const few = left.filter(({ correlation }) => correlation === null)
  return (
    <>
      {alone.length > 0 && (
        <div>
          <h3 className="font-semibold">{words.say('answers.beside_alone')}</h3>
          <p className="mb-2 text-sm text-ink-2">{words.say('answers.beside_alone_note')}</p>
          <BarsChart label={words.say('answers.beside_alone')} rows={alone} measure={{ least: Math.min(0, ...alone.map(({ low }) => low)), most: Math.max(0.01, ...alone.map(({ high }) => high)), origin: 0 }} />
        </div>
      )}
      {few.length > 0 && <p className="text-xs text-ink-3">{words.say('answers.beside_left', { list: few.map((one) => `${nameOf(words, one)} (${words.say('chart.n', { n: one.n })})`).join(', ') })}</p>}
    </>
  )
}

/** What poor and what excellent does to the answer, each for itself. */
function Sides({ said }: { readonly said: ScoreDriversAnswer }): ReactNode {
  const words = useWords()
  const points = useScoreFormat('satisfaction')
  const figure = (effect: ScoreDriverAnswer['penalty']): ReactNode => effect && <>{points.change(effect.value)} <span className="text-xs text-ink-3">{words.say('answers.between', { low: points.change(effect.low), high: points.change(effect.high) })}</span></>
  const columns: readonly Column<ScoreDriverAnswer>[] = [
    { id: 'what', head: words.say('answers.beside_what'), cell: (driver) => nameOf(words, driver), isName: true },
    { id: 'poor', head: words.say('answers.beside_poor'), cell: ({ penalty }) => figure(penalty) ?? '–', isNumber: true },
    { id: 'good', head: words.say('answers.beside_good'), cell: ({ reward }) => figure(reward) ?? '–', isNumber: true },
    { id: 'kind', head: words.say('answers.beside_kind'), cell: ({ kind }) => (kind === null ? '–' : words.say(`answers.kind_${kind}`)) },
  ]
  return <DataTable caption={words.say('answers.beside_sides')} isCaptionShown columns={columns} rows={said.drivers} keyOf={({ asked: other, feeling }) => `${other}${feeling}`} width={460} isTight />
}
