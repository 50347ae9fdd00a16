import { ArrowRight } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import type { Names } from '#contract/house/names.ts'
import type { TimelineKind } from '#contract/relationship/timeline.ts'
import { BY_HAND } from '#core/history/by-hand.ts'
import { sayWhy } from '#core/words/because.ts'
import { wordsIn, type SaidFact } from '#core/words/fact.ts'
import { useMay } from '../data/me.ts'
import { StateChip } from '../parts/StateChip.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { DeleteNote, TakeBack } from './TakeBack.tsx'
import { FactSaid } from './FactSaid.tsx'
import { KIND_ICONS } from './kinds.ts'
import type { Item, Move, ShownFact, ShownNote } from './timeline-items.ts'

interface EntryProps {
  readonly customerKey: string
  readonly item: Item
  readonly names: Names
  /** Is it the one that the address points at? */
  readonly isMeant: boolean
}

/** One entry of a timeline. The one that is meant is scrolled to, marked and focused. */
export function Entry({ customerKey, item, names, isMeant }: EntryProps): ReactNode {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isMeant) return
    ref.current?.scrollIntoView({ block: 'center' })
    ref.current?.focus({ preventScroll: true })
  }, [isMeant])
  return (
    <div ref={ref} tabIndex={isMeant ? -1 : undefined} className={`-mx-2 flex gap-3 rounded-md px-2 py-1 outline-offset-0 ${isMeant ? 'bg-accent-soft' : ''}`}>
      {item.what === 'fact' && <Happened customerKey={customerKey} fact={item.fact} names={names} />}
      {item.what === 'note' && <Written customerKey={customerKey} note={item.note} />}
      {item.what === 'move' && <Moved move={item.move} />}
    </div>
  )
}

function Sign({ kind }: { readonly kind: string }): ReactNode {
  const Icon = KIND_ICONS[kind as TimelineKind]
  return <span aria-hidden className="grid size-7 shrink-0 place-items-center rounded-full bg-sunken text-ink-2"><Icon size={15} /></span>
}

function Happened({ customerKey, fact, names }: { readonly customerKey: string; readonly fact: ShownFact; readonly names: Names }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const may = useMay()
  const quoted = wordsIn(fact as unknown as SaidFact)
  const [unit, person] = [fact['unit'], fact['person']].map((key) => (typeof key === 'string' ? key : undefined))
  const byHand = fact.source === BY_HAND
  const about = [
    formats.time(fact.at), unit === undefined ? '' : (names.units[unit] ?? unit), person === undefined ? '' : words.say('timeline.by', { person: names.people[person] ?? person }), byHand ? words.say('timeline.by_hand') : '',
  ]
  return (
    <>
      <Sign kind={fact.kind} />
      <div className="min-w-0 flex-1 pt-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <p className="break-words"><FactSaid fact={fact} names={names} /></p>
          <p className="num text-sm text-ink-2">{about.filter(Boolean).join(' · ')}</p>
        </div>
        {quoted !== undefined && quoted !== '' && <blockquote className="mt-1 max-w-[68ch] whitespace-pre-line break-words border-l-2 border-line pl-3 text-ink-2">{quoted}</blockquote>}
      </div>
      {byHand && may('facts.send') && <TakeBack customerKey={customerKey} fact={fact} />}
    </>
  )
}

function Written({ customerKey, note }: { readonly customerKey: string; readonly note: ShownNote }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  return (
    <>
      <Sign kind="note" />
      <div className="min-w-0 flex-1 pt-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm text-ink-2">
          <p>{words.say('timeline.wrote', { name: note.actor_name ?? words.say('timeline.someone') })}</p>
          <p className="num">{formats.time(note.at)}</p>
        </div>
        <p className="max-w-[68ch] whitespace-pre-line break-words">{note.text}</p>
      </div>
      {note.own && <DeleteNote customerKey={customerKey} note={note} />}
    </>
  )
}

function Moved({ move: { from, to, cause, because } }: { readonly move: Move }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  return (
    <>
      <StateChip state={to} size={28} />
      <div className="min-w-0 flex-1 pt-1">
        <p className="font-semibold first-letter:uppercase">
          {from === null ? words.say('customer.begins', { to: words.say(`state.${to}`) })
            : <>{words.say(`state.${from}`)} <ArrowRight size={14} aria-hidden className="inline text-ink-3" /> {words.say(`state.${to}`)}</>}
          {cause === null && <span className="font-normal text-ink-2"> · {words.say('timeline.time_alone')}</span>}
        </p>
        <p className="max-w-[68ch] text-sm text-ink-2">{sayWhy(words, formats, because, true)}</p>
      </div>
    </>
  )
}
