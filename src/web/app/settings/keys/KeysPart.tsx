import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { KeyAnswer, KeysAnswer } from '#contract/house/people.ts'
import { asked, tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { Await } from '../../parts/Await.tsx'
import { Button } from '../../parts/Button.tsx'
import { Confirm } from '../../parts/Dialog.tsx'
import { Disclosure } from '../../parts/Disclosure.tsx'
import { Empty, Panel } from '../../parts/Panel.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { later } from '../../parts/later.tsx'
import { useWords } from '../../words/words.tsx'
import { InTheLog } from '../InTheLog.tsx'
import type { MadeKey } from './KeyDialog.tsx'
import { KeyOnce } from './KeyOnce.tsx'
import { KeyRow } from './KeyRow.tsx'

const KeyDialog = later(() => import('./KeyDialog.tsx').then((it) => it.KeyDialog))

/** Which programs may come in, and what each may do. */
export function KeysPart(): ReactNode {
  const words = useWords()
  const query = useQuery(asked<KeysAnswer>('/v1/keys'))
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<MadeKey | null>(null)
  const [asking, setAsking] = useState<KeyAnswer | null>(null)
  const close = (): void => setAsking(null)
  const revoking = useChange({ act: (id: string) => tell('DELETE', `/v1/keys/${id}`), refresh: ['/v1/keys'], said: words.say('settings.saved'), after: close })
  const add = <Button icon={Plus} look="primary" onPress={() => setMaking(true)}>{words.say('settings.key_make')}</Button>
  return (
    <Panel title={words.say('settings.keys_title')} note={words.say('settings.keys_note')} actions={<><InTheLog what="key" />{add}</>}>
      <Await query={query} height={240} empty={({ keys }) => (keys.length === 0 ? <Empty title={words.say('settings.keys_none')}>{words.say('settings.keys_none_about')}</Empty> : null)}>
        {({ keys }) => <Keys keys={keys} onRevoke={setAsking} />}
      </Await>
      {making && <KeyDialog onClose={() => setMaking(false)} onMade={(key) => { setMaking(false); setMade(key) }} />}
      {made && <KeyOnce made={made} onClose={() => setMade(null)} />}
      <Confirm isOpen={asking !== null} onClose={close} title={words.say('settings.key_revoke_title', { name: asking?.name ?? '' })} confirm={words.say('settings.key_revoke')} onConfirm={() => asking && revoking.change(asking.id)} isPending={revoking.isPending} isDanger>
        <p>{words.say('settings.key_revoke_about')}</p>{revoking.problem && <ProblemNote problem={revoking.problem} />}
      </Confirm>
    </Panel>
  )
}

/** Those that open first; those that were taken back, out of the way. */
function Keys({ keys, onRevoke }: { readonly keys: readonly KeyAnswer[]; readonly onRevoke: (key: KeyAnswer) => void }): ReactNode {
  const words = useWords()
  const gone = keys.filter(({ revoked_at }) => revoked_at !== null)
  const rows = (some: readonly KeyAnswer[]): ReactNode => <ul className="divide-y divide-line">{some.map((key) => <KeyRow key={key.id} kept={key} onRevoke={() => onRevoke(key)} />)}</ul>
  return (
    <>
      {rows(keys.filter(({ revoked_at }) => revoked_at === null))}
      {gone.length > 0 && <div className="mt-2 border-t border-line pt-2"><Disclosure title={words.say('settings.keys_gone', { n: gone.length })}>{rows(gone)}</Disclosure></div>}
    </>
  )
}
