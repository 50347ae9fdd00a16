import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore, type ReactNode } from 'react'
import { oldestOf } from '../data/as-of.ts'
import { pathOfKey } from '../data/ask.ts'
import { useFormats, useWords } from '../words/words.tsx'

/** As of when a screen is, where what it shows was drawn a while ago: of very many customers it is drawn anew while it is looked at. */
export function AsOf(): ReactNode {
  const cache = useQueryClient().getQueryCache()
  const oldest = useSyncExternalStore(
    useCallback((changed) => cache.subscribe(changed), [cache]),
    () => oldestOf(cache.findAll({ type: 'active', predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/v1/') }).map(({ queryKey }) => pathOfKey(queryKey)), Date.now()),
  )
  const words = useWords()
  const formats = useFormats()
  if (oldest === null) return null
  return <p role="status" className="mt-4 text-right text-sm text-ink-3">{words.say('frame.as_of', { moment: formats.moment(oldest) })}</p>
}
