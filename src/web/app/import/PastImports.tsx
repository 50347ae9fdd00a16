import { Link } from '@tanstack/react-router'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ImportAnswer } from '#contract/history/import-report.ts'
import { get } from '../data/ask.ts'
import { Await } from '../parts/Await.tsx'
import { Button } from '../parts/Button.tsx'
import { DataTable, type Column } from '../parts/DataTable.tsx'
import { Empty, Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'

type Answer = { readonly imports: readonly ImportAnswer[] }
const PAGE = 20

/** What was brought in so far, the newest first. */
export function PastImports(): ReactNode {
  const words = useWords()
  const query = useInfiniteQuery({
    queryKey: ['/v1/imports', 'pages'],
    queryFn: ({ pageParam, signal }) => get<Answer>('/v1/imports', { limit: PAGE, before: pageParam }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ imports }) => (imports.length < PAGE ? undefined : imports.at(-1)?.id),
  })
  const imports = query.data?.pages.flatMap((page) => page.imports) ?? []
  return (
    <Panel title={words.say('bring.past')}>
      <Await query={query} empty={() => (imports.length === 0 ? <Empty title={words.say('bring.past_none')}>{words.say('bring.past_none_do')}</Empty> : null)}>
        {() => (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
            <div className="max-sm:hidden"><PastTable imports={imports} /></div>
            <PastList imports={imports} />
            {query.hasNextPage && <div><Button onPress={() => void query.fetchNextPage()} isPending={query.isFetchingNextPage}>{words.say('bring.older')}</Button></div>}
          </div>
        )}
      </Await>
    </Panel>
  )
}

/** The same where a table has no room. */
function PastList({ imports }: { readonly imports: readonly ImportAnswer[] }): ReactNode {
  const words = useWords()
  const { count, moment } = useFormats()
  return (
    <ul className="divide-y divide-line border-y border-line sm:hidden">
      {imports.map(({ id, what, begun_at, report, state, settled }) => (
        <li key={id} className="py-2">
          <Link to="/import/$id" params={{ id: String(id) }} className="font-medium text-accent [overflow-wrap:anywhere]">{what}</Link>
          <p className="text-sm text-ink-2">{moment(begun_at)} · {words.say(state === 'done' && !settled ? 'bring.settling' : `imports.${state}`)}</p>
          {report && <p className="num text-sm text-ink-2">{words.say('bring.past_line', { facts: count(report.facts.taken), customers: count(report.customers_new), rejected: count(report.rejected) })}</p>}
        </li>
      ))}
    </ul>
  )
}

function PastTable({ imports }: { readonly imports: readonly ImportAnswer[] }): ReactNode {
  const words = useWords()
  const { count, moment } = useFormats()
  const number = (value: number | undefined): string => (value === undefined ? '–' : count(value))
  const columns: readonly Column<ImportAnswer>[] = [
    { id: 'what', head: words.say('bring.what'), isName: true, cell: ({ id, what }) => <Link to="/import/$id" params={{ id: String(id) }} className="text-accent underline-offset-2 hover:underline [overflow-wrap:anywhere]">{what}</Link> },
    { id: 'when', head: words.say('bring.when'), cell: ({ begun_at }) => <span className="whitespace-nowrap">{moment(begun_at)}</span> },
    { id: 'facts', head: words.say('bring.taken'), isNumber: true, cell: ({ report }) => number(report?.facts.taken) },
    { id: 'new', head: words.say('bring.customers_new'), isNumber: true, cell: ({ report }) => number(report?.customers_new) },
    { id: 'rejected', head: words.say('bring.rejected'), isNumber: true, cell: ({ report }) => number(report?.rejected) },
    { id: 'state', head: words.say('bring.state'), cell: ({ state, settled }) => words.say(state === 'done' && !settled ? 'bring.settling' : `imports.${state}`) },
  ]
  return <DataTable caption={words.say('bring.past_caption')} columns={columns} rows={imports} keyOf={({ id }) => String(id)} width={720} />
}
