import { Bookmark } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { useWords } from '../../words/words.tsx'
import { Button } from '../Button.tsx'
import { later } from '../later.tsx'
import { filterIn, type Search } from './said.ts'

const SegmentPopover = later(() => import('./SegmentPopover.tsx').then((it) => it.SegmentPopover))
const SaveSegment = later(() => import('./SaveSegment.tsx').then((it) => it.SaveSegment))
const ManageSegments = later(() => import('./ManageSegments.tsx').then((it) => it.ManageSegments))

interface SegmentMenuProps {
  readonly search: Search
  readonly onChange: (search: Search) => void
}

/** What of a filter can be saved. */
const saved = (search: Search): readonly string[] => Object.keys(filterIn(search)).filter((name) => name !== 'q' && name !== 'segment')

/** Picks a saved filter in the place of the one there is, saves this one, and changes those that are there. */
export function SegmentMenu({ search, onChange }: SegmentMenuProps): ReactNode {
  const words = useWords()
  const anchor = useRef<HTMLSpanElement>(null)
  const [open, setOpen] = useState<'menu' | 'save' | 'manage' | null>(null)
  const close = (): void => setOpen(null)
  /** It takes the place of the filter; how the list is sorted stays, and what was searched for. */
  const pick = (id: number): void => onChange({ ...Object.fromEntries(Object.entries(search).filter(([name]) => !saved(search).includes(name))), segment: String(id) })
  return (
    <>
      <span ref={anchor}><Button icon={Bookmark} aria-haspopup="menu" aria-expanded={open === 'menu'} onPress={() => setOpen('menu')}>{words.say('segment.pick')}</Button></span>
      {open === 'menu' && <SegmentPopover anchor={anchor} onClose={() => setOpen((was) => (was === 'menu' ? null : was))} canSave={saved(search).length > 0} onPick={pick} onSave={() => setOpen('save')} onManage={() => setOpen('manage')} />}
      {open === 'save' && <SaveSegment isOpen onClose={close} search={search} onSaved={(segment) => pick(segment.id)} />}
      {open === 'manage' && <ManageSegments isOpen onClose={close} />}
    </>
  )
}
