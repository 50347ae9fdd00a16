import { Download, Ellipsis, GitMerge, Split, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { MenuTrigger } from 'react-aria-components'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { Button } from '../parts/Button.tsx'
import { Menu, MenuItem } from '../parts/Menu.tsx'
import { useWords } from '../words/words.tsx'
import { useExport } from './use-export.ts'

/** What was chosen to be done. */
export type Opened = { readonly what: 'merge' | 'erase' } | { readonly what: 'part'; readonly other: string }

interface MoreProps {
  readonly customerKey: string
  readonly customer: CustomerAnswer
  readonly onOpen: (opened: Opened) => void
}

/** What owners do about a customer, seldom enough to stand in a menu. */
export function More({ customerKey, customer, onOpen }: MoreProps): ReactNode {
  const words = useWords()
  const download = useExport(customerKey)
  return (
    <MenuTrigger>
      <Button icon={Ellipsis} isPending={download.isPending}>{words.say('person.more')}</Button>
      <Menu aria-label={words.say('person.more')}>
        <MenuItem icon={GitMerge} onAction={() => onOpen({ what: 'merge' })}>{words.say('person.merge')}</MenuItem>
        {customer.keys.slice(1).map(({ key }) => <MenuItem key={key} icon={Split} onAction={() => onOpen({ what: 'part', other: key })}>{words.say('person.part', { key })}</MenuItem>)}
        <MenuItem icon={Download} onAction={() => download.change(undefined)}>{words.say('person.export')}</MenuItem>
        <MenuItem icon={Trash2} onAction={() => onOpen({ what: 'erase' })}>{words.say('person.erase')}</MenuItem>
      </Menu>
    </MenuTrigger>
  )
}
