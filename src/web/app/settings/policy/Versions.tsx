import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { PolicyAnswer, PolicyChangedAnswer, PolicyVersionsAnswer } from '#contract/relationship/policy-answers.ts'
import { asked, tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { useMay } from '../../data/me.ts'
import { Await } from '../../parts/Await.tsx'
import { Button } from '../../parts/Button.tsx'
import { Confirm } from '../../parts/Dialog.tsx'
import { Disclosure } from '../../parts/Disclosure.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { useFormats, useWords } from '../../words/words.tsx'
import { InTheLog } from '../InTheLog.tsx'
import { Changes } from './Changes.tsx'

type Version = PolicyVersionsAnswer['versions'][number]

/** Every version there has been, what changed in it and why, and the way back to it. */
export function Versions(): ReactNode {
  const words = useWords()
  const mayChange = useMay()('settings.change')
  const query = useQuery(asked<PolicyVersionsAnswer>('/v1/policy/versions'))
  const [asking, setAsking] = useState<Version | null>(null)
  return (
    <Panel title={words.say('settings.versions')} actions={<InTheLog what="policy" />}>
      <Await query={query} height={120}>
        {({ versions }) => (
          <>
            <ol className="divide-y divide-line">{versions.map((version, i) => <VersionRow key={version.version} version={version} onBack={mayChange && i > 0 ? () => setAsking(version) : null} />)}</ol>
            {asking && <Back version={asking} newest={versions[0]?.version ?? 1} onClose={() => setAsking(null)} />}
          </>
        )}
      </Await>
    </Panel>
  )
}

function VersionRow({ version: { version, made_at, by, by_name, reason, same_as, changes, tellings }, onBack }: { readonly version: Version; readonly onBack: (() => void) | null }): ReactNode {
  const words = useWords()
  const { moment } = useFormats()
  const settings = useQuery(asked<PolicyAnswer>('/v1/policy')).data?.settings ?? []
  const isRead = tellings.some(({ state }) => state === 'current')
  return (
    <li className="grid gap-x-5 gap-y-1.5 py-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto]">
      <div className="min-w-0">
        <p className="font-medium">{words.say('settings.version', { version })}{isRead && <span className="ml-2 rounded-full bg-accent-soft px-2 py-0.5 text-xs text-accent">{words.say('settings.version_read')}</span>}</p>
        <p className="text-sm text-ink-2">{moment(made_at)}{by !== 'troth' && <> · {by_name ?? by}</>}</p>
      </div>
      <div className="min-w-0">
        <p>{by === 'troth' ? words.say('settings.policy_first') : reason}{same_as !== null && <span className="text-ink-2"> · {words.say('policy.same_as', { version: same_as })}</span>}</p>
        {changes.length > 0 && <Disclosure title={words.say('settings.changes_n', { n: changes.length })}><div className="pl-5 text-sm text-ink-2"><Changes changes={changes} settings={settings} /></div></Disclosure>}
      </div>
      <div className="lg:text-right">{onBack && !isRead && <Button look="quiet" onPress={onBack} aria-label={words.say('settings.act_on', { act: words.say('settings.back'), name: words.say('settings.version', { version }) })}>{words.say('settings.back')}</Button>}</div>
    </li>
  )
}

/** Goes back to a version, as a new one with its settings. */
function Back({ version: { version }, newest, onClose }: { readonly version: Version; readonly newest: number; readonly onClose: () => void }): ReactNode {
  const words = useWords()
  const { change, isPending, problem } = useChange({
    act: () => tell<PolicyChangedAnswer>('POST', '/v1/policy/back', { version, expected_version: newest }),
    refresh: ['/v1/policy', '/v1/jobs'], said: words.say('settings.applied'), after: onClose,
  })
  return (
    <Confirm isOpen onClose={onClose} title={words.say('settings.back_to', { version })} confirm={words.say('settings.back')} onConfirm={() => change(undefined)} isPending={isPending}>
      <p>{words.say('settings.back_about')}</p>{problem && <ProblemNote problem={problem} />}
    </Confirm>
  )
}
