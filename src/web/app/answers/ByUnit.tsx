import type { ReactNode } from 'react'
import type { AnswersAnswer } from '#contract/listening/answers.ts'
import { BarsChart } from '../charts/figure-charts.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useWords } from '../words/words.tsx'
import type { Listening } from './read.ts'
import { useScoreFormat } from './score.ts'

const MOST = 20

/** The same question by where they are customers; a click looks at that unit alone. */
export function ByUnit({ said: { question, units, scale, fewest }, listening }: { readonly said: AnswersAnswer; readonly listening: Listening }): ReactNode {
  const words = useWords()
  const { score } = useScoreFormat(question)
  const told = units.flatMap(({ unit, name, answers, score: of }) => (of ? [{ id: unit ?? '', name: name ?? unit ?? words.say('answers.no_unit'), value: of.value, low: of.low, high: of.high, n: answers, format: score }] : []))
  const shown = told.slice(0, MOST)
  const measure = question === 'recommend' ? { least: Math.min(0, ...shown.map(({ low }) => low)), most: 100, origin: 0 } : { least: scale.low, most: scale.high }
  const few = units.length - told.length
  const notes = [words.say('answers.by_unit_note'), ...(few > 0 ? [words.say('answers.units_few', { n: few, fewest })] : []), ...(told.length > MOST ? [words.say('answers.units_more', { n: told.length - MOST })] : [])]
  return (
    <Panel title={words.say('answers.by_unit')} note={notes.join(' ')}>
      {shown.length === 0 ? <p className="text-ink-2">{words.say('answers.no_units')}</p> : <BarsChart rows={shown} measure={measure} onPick={(id) => id !== '' && listening.set({ unit: id })} />}
    </Panel>
  )
}
