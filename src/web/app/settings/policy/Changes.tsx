import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../../words/words.tsx'
import type { Setting } from './groups.ts'
import { useShown } from './SettingRow.tsx'

interface ChangesProps {
  readonly changes: readonly { readonly name: string; readonly from: number | string; readonly to: number | string }[]
  readonly settings: readonly Setting[]
}

/** Which settings differ, in plain words: from what to what. */
export function Changes({ changes, settings }: ChangesProps): ReactNode {
  const words = useWords()
  const shown = useShown()
  if (changes.length === 0) return <p className="text-sm text-ink-2">{words.say('settings.changes_none')}</p>
  return (
    <ul className="divide-y divide-line text-sm">
      {changes.map(({ name, from, to }) => (
        <li key={name} className="flex items-baseline gap-3 py-1.5">
          <span className="min-w-0 flex-1">{settings.find((setting) => setting.name === name)?.means ?? name}</span>
          <span className="num flex shrink-0 items-center gap-1.5"><span className="text-ink-2">{shown(from)}</span><ArrowRight size={13} aria-hidden className="text-ink-3" /><span className="sr-only">{words.say('settings.becomes')}</span><span className="font-semibold">{shown(to)}</span></span>
        </li>
      ))}
    </ul>
  )
}
