import { Bookmark, BookmarkPlus, Pencil, Users } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { Header, Menu, MenuSection, Popover } from 'react-aria-components'
import type { SegmentAnswer } from '#contract/customers/segment.ts'
import { useWords } from '../../words/words.tsx'
import { MenuItem } from '../Menu.tsx'
import { useHasSegments, useSegments } from './choices.ts'

interface SegmentPopoverProps {
  readonly anchor: RefObject<Element | null>
  readonly onClose: () => void
  readonly canSave: boolean
  readonly onPick: (id: number) => void
  readonly onSave: () => void
  readonly onManage: () => void
}

/** The segments that there are, one's own and the shared ones. */
export function SegmentPopover({ anchor, onClose, canSave, onPick, onSave, onManage }: SegmentPopoverProps): ReactNode {
  const words = useWords()
  const segments = useSegments()
  const isKnown = useHasSegments()
  const group = (label: string, of: readonly SegmentAnswer[]): ReactNode => of.length > 0 && (
    <MenuSection>
      <Header className="px-2.5 pb-1 pt-2 text-sm text-ink-2">{label}</Header>
      {of.map((segment) => <MenuItem key={segment.id} id={`s${segment.id}`} textValue={segment.name} icon={segment.shared ? Users : Bookmark} onAction={() => onPick(segment.id)}>{segment.name}</MenuItem>)}
    </MenuSection>
  )
  return (
    <Popover isOpen triggerRef={anchor} onOpenChange={(open) => open || onClose()} placement="bottom start" className="card min-w-[220px] max-w-[min(360px,92vw)] overflow-auto p-1.5 shadow-over outline-none">
      {!isKnown ? <div role="status" className="waiting h-28"><span className="sr-only">{words.say('frame.loading')}</span></div> : <Menu aria-label={words.say('segment.pick')} disabledKeys={['none']} onClose={onClose} autoFocus="first" className="outline-none">
        {segments.length === 0 && <MenuItem id="none" textValue={words.say('segment.none')}>{words.say('segment.none')}</MenuItem>}
        {group(words.say('segment.own'), segments.filter(({ shared }) => !shared))}
        {group(words.say('segment.shared'), segments.filter(({ shared }) => shared))}
        {canSave && <MenuItem id="save" textValue={words.say('segment.save')} icon={BookmarkPlus} onAction={onSave}>{words.say('segment.save')}</MenuItem>}
        {segments.some(({ may_change }) => may_change) && <MenuItem id="manage" textValue={words.say('segment.manage')} icon={Pencil} onAction={onManage}>{words.say('segment.manage')}</MenuItem>}
      </Menu>}
    </Popover>
  )
}
