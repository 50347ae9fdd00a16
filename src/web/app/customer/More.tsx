import { Download, Ellipsis, GitMerge, Split, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { MenuButton } from '../parts/MenuButton.tsx'
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
  const acts = [
    { id: 'merge', icon: GitMerge, name: words.say('person.merge'), act: () => onOpen({ what: 'merge' }) },
    ...customer.keys.slice(1).map(({ key }) => ({ id: `part ${key}`, icon: Split, name: words.say('person.part', { key }), act: () => onOpen({ what: 'part', other: key }) })),
    { id: 'export', icon: Download, name: words.say('person.export'), act: () => download.change(undefined) },
    { id: 'erase', icon: Trash2, name: words.say('person.erase'), act: () => onOpen({ what: 'erase' }) },
  ]
  return <MenuButton label={words.say('person.more')} icon={Ellipsis} isPending={download.isPending} items={acts} onAction={(chosen) => acts.find(({ id }) => id === chosen)?.act()}>{words.say('person.more')}</MenuButton>
}
