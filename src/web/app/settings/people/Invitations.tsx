import { useState, type ReactNode } from 'react'
import type { InvitationsAnswer } from '#contract/house/people.ts'
import type { UnitAnswer } from '#contract/house/unit.ts'
import { tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { Button } from '../../parts/Button.tsx'
import { Confirm } from '../../parts/Dialog.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { useFormats, useWords } from '../../words/words.tsx'
import { RoleLine } from './RoleLine.tsx'

type Invitation = InvitationsAnswer['invitations'][number]

interface InvitationsProps {
  readonly invitations: readonly Invitation[]
  readonly units: readonly UnitAnswer[]
}

/** Who is invited and has not come yet; what was used has become an account. */
export function Invitations({ invitations, units }: InvitationsProps): ReactNode {
  const words = useWords()
  const open = invitations.filter(({ used_at }) => used_at === null)
  const [asking, setAsking] = useState<Invitation | null>(null)
  const close = (): void => setAsking(null)
  const revoking = useChange({ act: (id: string) => tell('DELETE', `/v1/invitations/${id}`), refresh: ['/v1/invitations'], said: words.say('settings.saved'), after: close })
  if (open.length === 0) return null
  return (
    <Panel title={words.say('settings.invitations')}>
      <ul className="divide-y divide-line">{open.map((one) => <InvitationRow key={one.id} invitation={one} units={units} onRevoke={() => setAsking(one)} />)}</ul>
      <Confirm isOpen={asking !== null} onClose={close} title={words.say('settings.uninvite_title', { email: asking?.email ?? '' })} confirm={words.say('settings.uninvite')} onConfirm={() => asking && revoking.change(asking.id)} isPending={revoking.isPending} isDanger>
        <p>{words.say('settings.uninvite_about')}</p>{revoking.problem && <ProblemNote problem={revoking.problem} />}
      </Confirm>
    </Panel>
  )
}

function InvitationRow({ invitation: { email, role, units: of, expires_at }, units, onRevoke }: { readonly invitation: Invitation; readonly units: readonly UnitAnswer[]; readonly onRevoke: () => void }): ReactNode {
  const words = useWords()
  const { moment } = useFormats()
  const isOver = Date.parse(expires_at) <= Date.now()
  return (
    <li className="flex items-center gap-3 py-2.5">
      <div className="grid min-w-0 flex-1 gap-x-4 md:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,3fr)] md:items-center">
        <span className="font-medium [overflow-wrap:anywhere]">{email}</span>
        <RoleLine role={role} of={of} units={units} />
        <span className="text-sm text-ink-2">{isOver ? words.say('settings.invitation_over') : words.say('settings.invitation_until', { when: moment(expires_at) })}</span>
      </div>
      <Button look="quiet" onPress={onRevoke} aria-label={words.say('settings.act_on', { act: words.say('settings.uninvite'), name: email })}>{words.say('settings.uninvite')}</Button>
    </li>
  )
}
