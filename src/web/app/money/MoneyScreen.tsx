import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { MoneyAnswer } from '#contract/money/money.ts'
import { asked } from '../data/ask.ts'
import { Problem } from '../data/problem.ts'
import { Await } from '../parts/Await.tsx'
import { laterPanel } from '../parts/LaterPanel.tsx'
import { Page } from '../parts/Page.tsx'
import { Empty, Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { Bridge } from './Bridge.tsx'
import { Lifetime } from './Lifetime.tsx'
import { NextYear } from './NextYear.tsx'
import { Origins } from './Origins.tsx'
import { Tenths } from './Tenths.tsx'

// What it costs to win and keep them is a question of its own, and stands below.
const Keeping = laterPanel(() => import('./Keeping.tsx').then((it) => it.Keeping), 720)

/** What customers pay: from one year to the next, how it lies over them, what is to come, and what those who came because of others bring. */
export function MoneyScreen(): ReactNode {
  const words = useWords()
  const query = useQuery({ ...asked<MoneyAnswer>('/v1/money'), retry: false })
  const none = query.error instanceof Problem && query.error.code === 'nothing_yet' ? query.error.message : null
  return (
    <Page title={words.say('money.title')} lead={query.data ? <Lead money={query.data} /> : words.say('money.about')}>
      {none !== null ? <Panel><Empty title={none} /></Panel> : <Await query={query} height={640}>{(money) => <Money money={money} />}</Await>}
    </Page>
  )
}

function Lead({ money: { growth } }: { readonly money: MoneyAnswer }): ReactNode {
  const words = useWords()
  const { percent } = useFormats()
  if (growth === null) return words.say('money.about')
  return words.say('money.finding', { retention: percent(growth.retention), earned: percent(growth.earned_new, 1), low: percent(growth.low), high: percent(growth.high) })
}

function Money({ money }: { readonly money: MoneyAnswer }): ReactNode {
  return (
    <div className="grid gap-4">
      <Bridge money={money} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="grid min-w-0 gap-4">
          <Tenths money={money} />
          <NextYear money={money} />
        </div>
        <Lifetime money={money} />
      </div>
      <Keeping />
      <Origins money={money} />
    </div>
  )
}
