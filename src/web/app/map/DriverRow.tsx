import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DriverAnswer } from '#contract/map/drivers.ts'
import type { Formats } from '#core/words/format.ts'
import { sayDriver } from '#core/words/driver.ts'
import type { Words } from '#core/words/words.ts'
import type { Query } from '../data/ask.ts'
import { useFormats, useWords } from '../words/words.tsx'
import { isClear } from './driver.ts'

interface DriverRowProps {
  readonly driver: DriverAnswer
  readonly tone: string
  /** The search of the list for who met it and moved. */
  readonly people: Query
}

/** One thing that was met: the share of the moves that had it before them with its band, and how many times as often they moved after it. */
export function DriverRow({ driver, tone, people }: DriverRowProps): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const { value, low, high } = driver.share
  const percent = (share: number): string => `${share * 100}%`
  const had = `${words.say('why.had', { share: formats.percent(value) })} (${words.say('why.band', { low: formats.percent(low), high: formats.percent(high) })})`
  return (
    <li>
      <div className="flex justify-between gap-3">{driver.moves > 0 ? <Link to="/customers" search={people as never} className="min-w-0 text-ink underline decoration-line-strong decoration-1 underline-offset-3 [overflow-wrap:anywhere] hover:decoration-current">{sayDriver(words, driver)}</Link> : <span className="min-w-0 [overflow-wrap:anywhere]">{sayDriver(words, driver)}</span>}<span className="num shrink-0 font-medium" title={had}><span aria-hidden>{formats.percent(value)}</span><span className="sr-only">{had}</span></span></div>
      <div aria-hidden className="relative mt-1 h-2.5" style={{ color: tone }}>
        <span className="absolute inset-x-0 top-[3.5px] h-[3px] rounded-full bg-sunken" />
        <span className="absolute left-0 top-[3.5px] h-[3px] bg-current opacity-80" style={{ width: percent(value) }} />
        <span className="absolute top-px h-2 bg-current opacity-25" style={{ left: percent(low), width: `max(2px, ${percent(high - low)})` }} />
      </div>
      <p className="num mt-0.5 text-sm text-ink-2">{[timesSaid(driver, words, formats), driver.at_once > 0 ? words.say('why.at_once', { moves: driver.at_once }) : null].filter((said) => said !== null).join(' · ')}</p>
    </li>
  )
}

/** How many times as often they moved; that it makes no clear difference where the interval holds 1. */
function timesSaid(driver: DriverAnswer, words: Words, formats: Formats): string | null {
  const { ratio, moves, at_once } = driver
  // Who moves at once stays no day after it: a rate of next to no time is a number, and says nothing.
  if (ratio === null || at_once * 2 >= moves && at_once > 0) return null
  const figure = (x: number): string => formats.figure(x, x >= 10 ? 0 : x >= 1 ? 1 : 2)
  const said = ratio.high === null ? words.say('why.times_open', { low: figure(ratio.low) }) : words.say('why.times', { ratio: figure(ratio.value), low: figure(ratio.low), high: figure(ratio.high) })
  return isClear(driver) ? said : `${said}, ${words.say('why.unclear')}`
}
