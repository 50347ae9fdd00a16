import type { ReactNode } from 'react'
import type { RejectGroupAnswer } from '#contract/history/import-report.ts'
import { useFormats, useWords } from '../words/words.tsx'

const MOST = 50

/** Rows that were refused, by what would mend them, most first. */
export function Groups({ groups }: { readonly groups: readonly RejectGroupAnswer[] }): ReactNode {
  const words = useWords()
  return (
    <>
      <ul className="divide-y divide-line">{groups.slice(0, MOST).map((group) => <Group key={`${group.code} ${group.column} ${group.expected} ${group.found}`} group={group} />)}</ul>
      {groups.length > MOST && <p className="pt-2 text-sm text-ink-2">{words.say('bring.more_groups', { n: groups.length - MOST })}</p>}
    </>
  )
}

function Group({ group: { count: n, detail, do: todo, column, found, expected, examples } }: { readonly group: RejectGroupAnswer }): ReactNode {
  const words = useWords()
  const { count } = useFormats()
  return (
    <li className="grid gap-x-5 gap-y-1 py-3 sm:grid-cols-[92px_minmax(0,1fr)]">
      <p className="num text-lg font-semibold sm:text-right">{words.say('bring.times', { count: count(n) })}</p>
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p className="font-medium">{detail}</p>
        <p className="text-ink-2">{todo}</p>
        <dl className="mt-1.5 flex flex-wrap gap-x-5 gap-y-0.5 text-sm [&_dd]:inline [&_dt]:mr-1 [&_dt]:inline [&_dt]:text-ink-2">
          {column !== '' && <div><dt>{words.say('bring.column')}</dt><dd>{column}</dd></div>}
          {found !== '' && <div><dt>{words.say('bring.found')}</dt><dd><code>{found}</code></dd></div>}
          {expected !== '' && <div><dt>{words.say('bring.expected')}</dt><dd>{expected}</dd></div>}
          <div><dt>{words.say('bring.lines')}</dt><dd className="num">{examples.map(({ line }) => count(line)).join(', ')}{n > examples.length && ' …'}</dd></div>
        </dl>
      </div>
    </li>
  )
}
