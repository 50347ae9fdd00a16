import { Bookmark, BookmarkPlus, Pencil, Users } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Header, MenuSection, MenuTrigger } from 'react-aria-components'
import type { SegmentAnswer } from '#contract/customers/segment.ts'
import { useWords } from '../../words/words.tsx'
import { Button } from '../Button.tsx'
import { Menu, MenuItem } from '../Menu.tsx'
import { useSegments } from './choices.ts'
import { filterBody, type Search } from './said.ts'
import { ManageSegments } from './ManageSegments.tsx'
import { SaveSegment } from './SaveSegment.tsx'

interface SegmentMenuProps {
  readonly search: Search
  readonly onChange: (search: Search) => void
}

/** Picks a saved filter in the place of the one there is, saves this one, and changes those that are there. */
export function SegmentMenu({ search, onChange }: SegmentMenuProps): ReactNode {
  const words = useWords()
  const segments = useSegments()
  const [open, setOpen] = useState<'save' | 'manage' | null>(null)
  const canSave = Object.keys(filterBody(search)).length > 0
  const pick = (id: number): void => onChange({ ...withoutFilter(search), segment: String(id) })
  const group = (label: string, of: readonly SegmentAnswer[]): ReactNode => of.length > 0 && (
    <MenuSection>
      <Header className="px-2.5 pb-1 pt-2 text-sm text-ink-2">{label}</Header>
      {of.map((segment) => <MenuItem key={segment.id} id={`s${segment.id}`} textValue={segment.name} icon={segment.shared ? Users : Bookmark} onAction={() => pick(segment.id)}>{segment.name}</MenuItem>)}
    </MenuSection>
  )
  return (
    <>
      <MenuTrigger>
        <Button icon={Bookmark}>{words.say('segment.pick')}</Button>
        <Menu aria-label={words.say('segment.pick')} disabledKeys={['none']}>
          {segments.length === 0 && <MenuItem id="none" textValue={words.say('segment.none')}>{words.say('segment.none')}</MenuItem>}
          {group(words.say('segment.own'), segments.filter(({ shared }) => !shared))}
          {group(words.say('segment.shared'), segments.filter(({ shared }) => shared))}
          {canSave && <MenuItem id="save" textValue={words.say('segment.save')} icon={BookmarkPlus} onAction={() => setOpen('save')}>{words.say('segment.save')}</MenuItem>}
          {segments.some(({ may_change }) => may_change) && <MenuItem id="manage" textValue={words.say('segment.manage')} icon={Pencil} onAction={() => setOpen('manage')}>{words.say('segment.manage')}</MenuItem>}
        </Menu>
      </MenuTrigger>
      <SaveSegment isOpen={open === 'save'} onClose={() => setOpen(null)} search={search} onSaved={(segment) => pick(segment.id)} />
      <ManageSegments isOpen={open === 'manage'} onClose={() => setOpen(null)} />
    </>
  )
}

/** A segment takes the place of the filter; how the list is sorted stays, and what was searched for. */
const withoutFilter = (search: Search): Search => {
  const saved = new Set(Object.keys(search).filter((name) => name !== 'q' && name in flat(search)))
  return Object.fromEntries(Object.entries(search).filter(([name]) => !saved.has(name) && name !== 'segment'))
}

const flat = (search: Search): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(filterBody(search)).flatMap(([name, value]) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value).map((within) => [`${name}.${within}`, true]) : [[name, true]])))
