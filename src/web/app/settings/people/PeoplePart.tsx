import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { AccountsAnswer, AccountSeen, InvitationsAnswer } from '#contract/house/people.ts'
import type { UnitsAnswer } from '#contract/house/unit.ts'
import { ROLES } from '#core/house/rights.ts'
import { asked } from '../../data/ask.ts'
import { Await } from '../../parts/Await.tsx'
import { Button } from '../../parts/Button.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { later } from '../../parts/later.tsx'
import { useWords } from '../../words/words.tsx'
import { InTheLog } from '../InTheLog.tsx'
import { AccountRow } from './AccountRow.tsx'
import { Invitations } from './Invitations.tsx'
import { LinkOnce } from './LinkOnce.tsx'
import type { Made } from './made.ts'

const AccountDialog = later(() => import('./AccountDialog.tsx').then((it) => it.AccountDialog))
const InviteDialog = later(() => import('./InviteDialog.tsx').then((it) => it.InviteDialog))

type Opened = { readonly what: 'invite' } | { readonly what: 'account'; readonly account: AccountSeen } | null

/** Who may come in, in which role, and who is invited. */
export function PeoplePart(): ReactNode {
  const words = useWords()
  const accounts = useQuery(asked<AccountsAnswer>('/v1/accounts'))
  const invitations = useQuery(asked<InvitationsAnswer>('/v1/invitations'))
  const units = useQuery(asked<UnitsAnswer>('/v1/units')).data?.units ?? []
  const [open, setOpen] = useState<Opened>(null)
  const [made, setMade] = useState<Made | null>(null)
  const close = (): void => setOpen(null)
  return (
    <>
      <Panel title={words.say('settings.accounts')} actions={<>{<InTheLog what="account" />}<Button look="primary" icon={UserPlus} onPress={() => setOpen({ what: 'invite' })}>{words.say('settings.invite')}</Button></>}>
        <Await query={accounts} height={280}>
          {(data) => <ul className="divide-y divide-line">{data.accounts.map((account) => <AccountRow key={account.id} account={account} units={units} onOpen={() => setOpen({ what: 'account', account })} onMade={setMade} />)}</ul>}
        </Await>
      </Panel>
      <Await query={invitations} height={80}>{(data) => <Invitations invitations={data.invitations} units={units} />}</Await>
      <Panel title={words.say('settings.roles')}>
        <dl className="grid gap-x-6 gap-y-3 md:grid-cols-2">
          {ROLES.map((role) => <div key={role}><dt className="font-medium first-letter:uppercase">{words.say(`role.${role}`)}</dt><dd className="text-ink-2">{words.say(`settings.role_${role}`)}</dd></div>)}
        </dl>
      </Panel>
      {open?.what === 'invite' && <InviteDialog units={units} onClose={close} onMade={(link) => { close(); setMade(link) }} />}
      {open?.what === 'account' && <AccountDialog account={open.account} units={units} onClose={close} />}
      {made && <LinkOnce made={made} onClose={() => setMade(null)} />}
    </>
  )
}
