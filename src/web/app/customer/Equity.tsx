import { useMemo, type ReactNode } from 'react'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { sayFact, type SaidFact } from '#core/words/fact.ts'
import type { EquityData, EquityMark } from '#web/charts/equity-line.ts'
import { EquityLineChart } from '../charts/customer-charts.tsx'
import { Empty, Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { saidOf } from './FactSaid.tsx'
import type { Place } from './place.ts'
import { nameOfFact } from './timeline-items.ts'
import type { ReadTimeline } from './use-timeline.ts'

/** As high as the picture will be. */
const HEIGHT = 296

interface EquityProps {
  readonly customer: CustomerAnswer
  readonly timeline: ReadTimeline
  readonly place: Place
}

/** The line of emotional equity over what happened: deposits above, withdrawals below, and the states that it led through. */
export function Equity({ customer, timeline, place }: EquityProps): ReactNode {
  const words = useWords()
  const data = useEquityData(customer, timeline)
  const pick = (mark: EquityMark): void => {
    if (mark.kind === 'facts' && mark.fact) place.showFact({ ...mark.fact, at: mark.at }, timeline.facts)
    else place.showUpTo(mark.kind === 'facts' ? mark.until : mark.at)
  }
  return (
    <Panel title={words.say('person.equity')} note={words.say('person.equity_note')}>
      {customer.equity.length === 0
        ? <Empty title={words.say('person.equity_none')}>{words.say('person.equity_none_lead')}</Empty>
        : <div style={{ minHeight: HEIGHT }}><EquityLineChart data={data} onPick={pick} label={words.say('person.equity_marks')} /></div>}
    </Panel>
  )
}

/** What the line is drawn from. A fact is told in a sentence where the timeline has read it, else by its kind. */
function useEquityData({ equity, marks, moves, standing, telling }: CustomerAnswer, { entries, names }: ReadTimeline): EquityData {
  const words = useWords()
  const formats = useFormats()
  return useMemo(() => {
    const kinds = new Map(marks.flatMap(({ fact }) => (fact ? [[nameOfFact(fact), fact.kind] as const] : [])))
    const read = new Map(entries?.flatMap((entry) => (entry.what === 'fact' ? [[nameOfFact(entry.fact), entry.fact] as const] : [])))
    const say = (fact: { source: string; id: string }): string | null => {
      const known = read.get(nameOfFact(fact))
      const kind = kinds.get(nameOfFact(fact))
      return known ? sayFact(words, formats, saidOf(known, names) as unknown as SaidFact) : kind ? words.say(`kind.${kind}`) : null
    }
    return { equity, marks, moves, until: standing?.at ?? telling.until, sayFact: say }
  }, [equity, marks, moves, standing, telling, entries, names, words, formats])
}
