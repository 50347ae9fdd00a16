import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AuditAnswer } from '#contract/house/audit.ts'
import type { AccountsAnswer, KeysAnswer } from '#contract/house/people.ts'
import { asked, get } from '../../data/ask.ts'
import { problemOf } from '../../parts/Await.tsx'
import { Button } from '../../parts/Button.tsx'
import { Empty, Panel } from '../../parts/Panel.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { useWords } from '../../words/words.tsx'
import { AuditFilter, type Wanted } from './AuditFilter.tsx'
import { Entries } from './Entries.tsx'
import { ExportLog } from './ExportLog.tsx'

const PAGE = 50
const FIELDS = ['actor', 'what', 'subject', 'from', 'to'] as const

/** Who did what, the newest first: by who, what, whom and when, page after page. The filter stands in the address. */
export function AuditPart(): ReactNode {
  const words = useWords()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const wanted: Wanted = Object.fromEntries(FIELDS.flatMap((name) => (typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [])))
  const put = (next: Wanted): void => void navigate({ to: '.', search: next, replace: true, resetScroll: false } as never)
  const log = useInfiniteQuery({
    queryKey: ['/v1/audit', wanted] as const, initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => get<AuditAnswer>('/v1/audit', { ...wanted, limit: PAGE, after: pageParam }, signal),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? []
  const isFiltered = Object.keys(wanted).length > 0
  return (
    <Panel title={words.say('settings.audit_title')} actions={<ExportLog wanted={wanted} />}>
      <AuditFilter wanted={wanted} onChange={put} people={usePeople()} />
      {log.error && <ProblemNote problem={problemOf(log.error)} onAgain={() => void log.refetch()} />}
      {!log.data && !log.error && <div role="status" className="waiting h-96"><span className="sr-only">{words.say('frame.loading')}</span></div>}
      {log.data && entries.length === 0 && <Empty title={words.say(isFiltered ? 'settings.found_none' : 'settings.audit_none')} action={isFiltered && <Button onPress={() => put({})}>{words.say('settings.filter_clear')}</Button>} />}
      {entries.length > 0 && <div className={`transition-opacity ${log.isPlaceholderData ? 'opacity-60' : ''}`}><Entries entries={entries} onChoose={(more) => put({ ...wanted, ...more })} /></div>}
      {log.hasNextPage && <div className="mt-3 flex justify-center"><Button onPress={() => void log.fetchNextPage()} isPending={log.isFetchingNextPage}>{words.say('settings.audit_earlier')}</Button></div>}
    </Panel>
  )
}

/** Everybody who may have done something: accounts, keys, and those that have no name of their own. */
function usePeople(): readonly { readonly id: string; readonly name: string }[] {
  const words = useWords()
  const accounts = useQuery(asked<AccountsAnswer>('/v1/accounts')).data?.accounts ?? []
  const keys = useQuery(asked<KeysAnswer>('/v1/keys')).data?.keys ?? []
  return [
    ...accounts.map(({ id, name, email }) => ({ id: `account:${id}`, name: `${name} · ${email}` })),
    ...keys.map(({ id, name }) => ({ id: `key:${id}`, name: words.say('settings.actor_key', { name }) })),
    ...['cli', 'nobody', 'troth'].map((id) => ({ id, name: words.say(`settings.actor_${id}`) })),
  ]
}
