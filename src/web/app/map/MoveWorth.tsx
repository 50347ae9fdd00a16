import type { ReactNode } from 'react'
import type { Movement } from '#core/words/finding.ts'
import type { Query } from '../data/ask.ts'
import { useFormats, useWords } from '../words/words.tsx'
import { signed, useWorth } from './worth.ts'

/** What the movement that is looked into is worth: of one customer, and of as many as made it. Nothing where it is not known. */
export function MoveWorth({ flow: { from, to, customers }, filter }: { readonly flow: Movement; readonly filter: Query }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const { data, isPlaceholderData } = useWorth(filter)
  // That of other customers is none of these.
  if (data === undefined || isPlaceholderData) return null
  const worth = from === null ? data.states.find(({ state }) => state === to)?.figures?.entered : data.moves.find((move) => move.from === from && move.to === to)
  if (!worth) return null
  const { value, low, high } = worth
  return (
    <div className="mt-3 rounded-md bg-sunken px-3 py-2">
      <p className="text-sm text-ink-2">{words.say(from === null ? 'worth.there' : 'worth.move')}</p>
      <p className="num font-medium">{words.say('worth.each', { worth: signed(value, formats), low: signed(low, formats), high: signed(high, formats), customers, sum: signed(value * customers, formats) })}</p>
      {from !== null && <p className="text-xs text-ink-2">{words.say('worth.not_effect')}</p>}
    </div>
  )
}
