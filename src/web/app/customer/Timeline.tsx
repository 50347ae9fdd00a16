import { ArrowUp, NotebookPen } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { useMay } from '../data/me.ts'
import { problemOf } from '../parts/Await.tsx'
import { Button } from '../parts/Button.tsx'
import { later } from '../parts/later.tsx'
import { Empty, Panel } from '../parts/Panel.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { Entry } from './Entry.tsx'
import { KindFilter } from './KindFilter.tsx'
import type { Place } from './place.ts'
import { daysOf, itemsOf, nameOfFact, type Item } from './timeline-items.ts'
import type { ReadTimeline } from './use-timeline.ts'

const NoteField = later(() => import('./NoteField.tsx').then((it) => it.NoteField))

interface TimelineProps {
  readonly customerKey: string
  readonly customer: CustomerAnswer
  readonly timeline: ReadTimeline
  readonly place: Place
}

/** Everything that happened and was written, by day, the latest first. */
export function Timeline({ customerKey, customer, timeline, place }: TimelineProps): ReactNode {
  const words = useWords()
  const may = useMay()
  const [writing, setWriting] = useState(false)
  const write = useRef<HTMLSpanElement>(null)
  const stopWriting = (): void => {
    setWriting(false)
    write.current?.querySelector('button')?.focus()
  }
  const actions = (
    <>
      {may('facts.send') && <span ref={write}><Button icon={NotebookPen} onPress={() => setWriting(true)}>{words.say('person.note_write')}</Button></span>}
      <KindFilter kinds={place.search.kind} onChange={place.showKinds} />
    </>
  )
  return (
    <Panel title={words.say('timeline.title')} actions={actions}>
      {writing && <NoteField customerKey={customerKey} onClose={stopWriting} />}
      <UpTo place={place} />
      {timeline.error && <ProblemNote problem={problemOf(timeline.error)} onAgain={timeline.readAgain} />}
      {timeline.entries === undefined ? !timeline.error && <div role="status" className="waiting h-[420px]"><span className="sr-only">{words.say('frame.loading')}</span></div>
        : <Read customerKey={customerKey} customer={customer} timeline={timeline} place={place} />}
    </Panel>
  )
}

/** Says that later entries are left out, and leads back to them. */
function UpTo({ place: { search, showLatest } }: Pick<TimelineProps, 'place'>): ReactNode {
  const words = useWords()
  const formats = useFormats()
  if (search.to === undefined) return null
  const moment = /^\d{4}-\d\d-\d\d$/.test(search.to) ? search.to : formats.moment(search.to)
  return (
    <div className="mb-3 flex flex-wrap items-center justify-between gap-2 rounded-md bg-sunken px-3 py-2">
      <span className="num">{words.say('timeline.up_to', { moment })}</span>
      <Button icon={ArrowUp} look="quiet" onPress={showLatest}>{words.say('timeline.latest')}</Button>
    </div>
  )
}

function Read({ customerKey, customer, timeline, place }: TimelineProps): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const { search } = place
  // Moves are where what happened led to: among facts of some kinds they would stand without their cause.
  const items = itemsOf(timeline.entries ?? [], search.kind.length === 0 ? customer.moves : [], !timeline.hasEarlier, search.to)
  const now = customer.standing?.at ?? customer.telling.until
  if (items.length === 0) return <Nothing isFiltered={search.kind.length > 0} onAll={() => place.showKinds([])} />
  return (
    <div aria-busy={timeline.isStale} className={`transition-opacity ${timeline.isStale ? 'opacity-60' : ''}`}>
      {daysOf(items, formats.day).map(({ name, items: own }) => (
        <div key={name} className="border-t border-line py-1.5 first:border-t-0 md:grid md:grid-cols-[116px_minmax(0,1fr)] md:gap-4">
          <h3 className="num py-2 text-sm font-medium leading-5 text-ink-2">{name}<span className="font-normal text-ink-3 max-md:ml-2 md:block">{formats.ago(own[0]?.at ?? 0, now)}</span></h3>
          <ol>{own.map((item) => <li key={keyOf(item)}><Entry customerKey={customerKey} item={item} names={timeline.names} isMeant={item.what === 'fact' && place.fact === nameOfFact(item.fact)} /></li>)}</ol>
        </div>
      ))}
      <div className="mt-3 border-t border-line pt-3">
        {timeline.hasEarlier ? <span className="no-print"><Button onPress={timeline.readEarlier} isPending={timeline.isReadingEarlier}>{words.say('timeline.earlier')}</Button></span> : <p className="text-sm text-ink-2">{words.say('timeline.begin')}</p>}
      </div>
    </div>
  )
}

const keyOf = (item: Item): string => (item.what === 'fact' ? `fact ${nameOfFact(item.fact)} ${item.at}` : item.what === 'note' ? `note ${item.note.id}` : `move ${item.at} ${item.move.to}`)

function Nothing({ isFiltered, onAll }: { readonly isFiltered: boolean; readonly onAll: () => void }): ReactNode {
  const words = useWords()
  if (!isFiltered) return <Empty title={words.say('timeline.nothing')}>{words.say('timeline.nothing_lead')}</Empty>
  return <Empty title={words.say('timeline.filtered')} action={<Button onPress={onAll}>{words.say('timeline.show_all')}</Button>}>{words.say('timeline.filtered_lead')}</Empty>
}
