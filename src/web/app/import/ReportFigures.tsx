import type { ReactNode } from 'react'
import type { ImportReportAnswer } from '#contract/history/import-report.ts'
import { Figure, Figures } from '../parts/Figure.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { kindsText } from './texts.ts'

/** What was taken, or would be: the figures, and of what kinds and from when it is. */
export function ReportFigures({ report: { rows, facts, kinds, records, customers_new, oldest, newest, rejected }, isDone }: { readonly report: ImportReportAnswer; readonly isDone: boolean }): ReactNode {
  const words = useWords()
  const { count, period, percent } = useFormats()
  const known = facts.known + records.known
  return (
    <>
      <Figures>
        <Figure name={words.say(isDone ? 'bring.taken' : 'bring.would_take')} value={count(facts.taken)} note={records.taken > 0 ? words.say('bring.and_records', { n: records.taken }) : words.say('bring.of_rows', { rows })} />
        <Figure name={words.say('bring.customers_new')} value={count(customers_new)} />
        <Figure name={words.say('bring.known')} value={count(known)} note={known > 0 ? words.say('bring.known_note') : undefined} />
        <Figure name={words.say('bring.rejected')} value={count(rejected)} note={rejected > 0 && rows > 0 ? percent(rejected / rows, 1) : undefined} />
      </Figures>
      <p className="text-ink-2">{kindsText(words, count, { ...kinds, ...records.read })}{oldest !== null && newest !== null && <> · <span className="whitespace-nowrap">{period(oldest, newest)}</span></>}</p>
    </>
  )
}
