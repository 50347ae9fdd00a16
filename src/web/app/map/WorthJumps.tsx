import type { ReactNode } from 'react'
import type { WorthAnswer } from '#contract/worth/worth.ts'
import { useFormats, useWords } from '../words/words.tsx'
import { signed } from './worth.ts'

/** Moves that have a name: how often they were made, and what one is worth. */
export function Jumps({ worth: { jumps, months } }: { readonly worth: WorthAnswer }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const told = jumps.filter(({ share }) => share !== null)
  if (told.length === 0) return null
  return (
    <section className="mt-5">
      <h3 className="text-sm font-semibold">{words.say('worth.jumps')}</h3>
      <ul className="num mt-2 grid gap-3 md:grid-cols-2">
        {told.map(({ jump, moves, share, worth }) => (
          <li key={jump} className="rounded-md bg-sunken px-3 py-2">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3"><span className="font-medium">{words.say(`jump.${jump}`)}</span>{worth && <span className={`font-medium ${worth.value < 0 ? 'text-down' : 'text-up'}`}>{signed(worth.value, formats)}</span>}</p>
            <p className="text-sm text-ink-2">{words.say(`jump.${jump}_is`)}</p>
            <p className="mt-1 text-sm">{share && words.say('worth.jumped', { moves, months, share: formats.percent(share.value, 1), low: formats.percent(share.low, 1), high: formats.percent(share.high, 1) })}{worth && <> {words.say('worth.jump_worth', { worth: signed(worth.value, formats), low: signed(worth.low, formats), high: signed(worth.high, formats) })}</>}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
