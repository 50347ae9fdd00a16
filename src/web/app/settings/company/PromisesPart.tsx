import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { PromiseAnswer, PromisesAnswer } from '#contract/house/promise.ts'
import { EXPECTATIONS } from '#core/history/kinds.ts'
import { asked } from '../../data/ask.ts'
import { useMay } from '../../data/me.ts'
import { Await } from '../../parts/Await.tsx'
import { Button } from '../../parts/Button.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { Key } from '../../parts/Key.tsx'
import { later } from '../../parts/later.tsx'
import { useWords } from '../../words/words.tsx'
import { InTheLog } from '../InTheLog.tsx'

const PromiseDialog = later(() => import('./PromiseDialog.tsx').then((it) => it.PromiseDialog))

/** What the company stands for: its promises, under the four expectations of loyal customers. */
export function PromisesPart(): ReactNode {
  const words = useWords()
  const mayChange = useMay()('settings.change')
  const query = useQuery(asked<PromisesAnswer>('/v1/promises'))
  const [open, setOpen] = useState<PromiseAnswer | 'new' | null>(null)
  const actions = <>{<InTheLog what="promise" />}{mayChange && <Button icon={Plus} look="primary" onPress={() => setOpen('new')}>{words.say('settings.promise_add')}</Button>}</>
  return (
    <Panel title={words.say('settings.promises_title')} actions={actions}>
      <Await query={query} height={320}>
        {({ promises }) => (
          <div className="grid gap-5 lg:grid-cols-2">
            {EXPECTATIONS.map((expectation) => (
              <section key={expectation}>
                <h3 className="font-semibold">{words.say(`settings.expectation_${expectation}`)}</h3>
                <p className="mb-1.5 text-sm text-ink-2">{words.say(`settings.expects_${expectation}`)}</p>
                <Kept promises={promises.filter((one) => one.expectation === expectation)} onOpen={mayChange ? setOpen : null} />
              </section>
            ))}
          </div>
        )}
      </Await>
      {open !== null && <PromiseDialog promise={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

function Kept({ promises, onOpen }: { readonly promises: readonly PromiseAnswer[]; readonly onOpen: ((promise: PromiseAnswer) => void) | null }): ReactNode {
  const words = useWords()
  if (promises.length === 0) return <p className="border-t border-line py-2 text-sm text-ink-3">{words.say('settings.promises_none')}</p>
  return (
    <ul className="divide-y divide-line border-t border-line">
      {promises.map((promise) => (
        <li key={promise.key} className="flex items-center gap-3 py-1.5">
          <span className="min-w-0 flex-1"><span className="block">{promise.text}</span><Key className="text-sm text-ink-3">{promise.key}</Key></span>
          {onOpen && <Button look="quiet" onPress={() => onOpen(promise)} aria-label={words.say('settings.change_of', { name: promise.text })}>{words.say('settings.change')}</Button>}
        </li>
      ))}
    </ul>
  )
}
