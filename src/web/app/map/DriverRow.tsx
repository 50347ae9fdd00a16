import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DriverAnswer } from '#contract/map/drivers.ts'
import { sayDriver, sayDriverDetails, sayDriverFigure, sayDriverTimes } from '#core/words/driver.ts'
import type { Query } from '../data/ask.ts'
import { useFormats, useWords } from '../words/words.tsx'
import { DriverBar } from './DriverBar.tsx'
import { shownOf } from './driver.ts'

interface DriverRowProps {
  readonly driver: DriverAnswer
  /** The end of the scale of ratios. */
  readonly reach: number
  readonly tone: string
  /** The search of the list for who met it and moved. */
  readonly people: Query
}

const LINK = 'min-w-0 text-ink underline decoration-line-strong decoration-1 underline-offset-3 [overflow-wrap:anywhere] hover:decoration-current'

/** One thing that was met: how many times as often they moved after it, all else alike, with its band; what else is known of it for whoever asks. */
export function DriverRow({ driver, reach, tone, people }: DriverRowProps): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const said = sayDriver(words, driver)
  return (
    <li>
      <div className="flex justify-between gap-3">
        {driver.moves > 0 ? <Link to="/customers" search={people as never} className={LINK}>{said}</Link> : <span className="min-w-0 [overflow-wrap:anywhere]">{said}</span>}
        <span aria-hidden className="num shrink-0 font-medium">{sayDriverFigure(words, driver, formats)}</span>
      </div>
      <DriverBar shown={shownOf(driver)} reach={reach} tone={driver.stands_out || driver.unadjusted === 'by_rule' ? tone : 'var(--ink-3)'} />
      <details className="group mt-0.5 text-sm text-ink-2">
        <summary className="num flex cursor-pointer list-none items-start gap-1 hover:text-ink [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden size={14} className="no-print mt-[3px] shrink-0 text-ink-3 transition-transform group-open:rotate-90" />
          <span>{sayDriverTimes(words, driver, formats)}</span>
        </summary>
        <ul className="num mt-1 mb-2 ml-[18px] grid gap-0.5 text-xs text-ink-3">{sayDriverDetails(words, driver, formats).map((line) => <li key={line}>{line}</li>)}</ul>
      </details>
    </li>
  )
}
