import { ClipboardList } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMay } from '../data/me.ts'
import { LinkButton } from '../parts/Button.tsx'
import { useWords } from '../words/words.tsx'

/** The way to who changed this, for those who may see it. */
export function InTheLog({ what, subject }: { readonly what: string; readonly subject?: string }): ReactNode {
  const words = useWords()
  if (!useMay()('people.manage')) return null
  return <span className="max-md:order-last"><LinkButton look="quiet" icon={ClipboardList} to="/settings/audit" search={{ what, subject }}><span className="max-md:sr-only">{words.say('settings.in_the_log')}</span></LinkButton></span>
}
