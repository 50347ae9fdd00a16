import { Ellipsis } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { AccountSeen, MadeLink } from '#contract/house/people.ts'
import type { UnitAnswer } from '#contract/house/unit.ts'
import { tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { useMe } from '../../data/me.ts'
import { Confirm } from '../../parts/Dialog.tsx'
import { MenuSign } from '../../parts/MenuButton.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { useFormats, useWords } from '../../words/words.tsx'
import type { Made } from './made.ts'
import { RoleLine } from './RoleLine.tsx'

interface AccountRowProps {
  readonly account: AccountSeen
  readonly units: readonly UnitAnswer[]
  readonly onOpen: () => void
  readonly onMade: (made: Made) => void
}

/** Somebody who may sign in, or no longer may, with what can be done about it. */
export function AccountRow({ account, units, onOpen, onMade }: AccountRowProps): ReactNode {
  const words = useWords()
  const { ago, day } = useFormats()
  const isMe = useMe().account?.id === account.id
  const { name, email, seen_at, disabled_at } = account
  const seen = seen_at === null ? words.say('settings.seen_never') : words.say('settings.seen', { when: ago(seen_at, Date.now()) })
  return (
    <li className="flex items-center gap-3 py-2.5">
      <div className={`grid min-w-0 flex-1 gap-x-4 md:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,3fr)] md:items-center ${disabled_at === null ? '' : 'text-ink-3'}`}>
        <div className="min-w-0"><span className="font-medium">{name}</span>{isMe && <span className="text-ink-2"> · {words.say('settings.you')}</span>}<span className="block text-sm text-ink-2 [overflow-wrap:anywhere]">{email}</span></div>
        <RoleLine role={account.role} of={account.units} units={units} />
        <div className="text-sm text-ink-2">{disabled_at === null ? seen : words.say('settings.shut_since', { day: day(disabled_at) })}</div>
      </div>
      <AccountMenu account={account} onOpen={onOpen} onMade={onMade} />
    </li>
  )
}

function AccountMenu({ account, onOpen, onMade }: Omit<AccountRowProps, 'units'>): ReactNode {
  const words = useWords()
  const { id, name, disabled_at } = account
  const path = `/v1/accounts/${id}`
  const [asking, setAsking] = useState<'shut' | 'out' | null>(null)
  const close = (): void => setAsking(null)
  const shut = useChange({ act: (disabled: boolean) => tell('PATCH', path, { disabled }), refresh: ['/v1/accounts'], said: words.say('settings.saved'), after: close })
  const out = useChange({ act: () => tell('DELETE', `${path}/sessions`), refresh: ['/v1/accounts'], said: words.say('settings.signed_out', { name }), after: close })
  const reset = useChange({ act: () => tell<MadeLink>('POST', `${path}/reset`), refresh: [], after: (link) => onMade({ path: link.path, title: words.say('settings.reset_made', { name }), about: words.say('settings.reset_about') }) })
  const acts = [
    { id: 'change', name: words.say('settings.account_change'), act: onOpen },
    ...(disabled_at === null ? [{ id: 'reset', name: words.say('settings.reset'), act: () => reset.change(undefined) }, { id: 'out', name: words.say('settings.sign_out_them'), act: () => setAsking('out') }] : []),
    disabled_at === null ? { id: 'shut', name: words.say('settings.shut'), act: () => setAsking('shut') } : { id: 'open', name: words.say('settings.open_again'), act: () => shut.change(false) },
  ]
  return (
    <>
      <MenuSign icon={Ellipsis} label={words.say('settings.change_of', { name })} items={acts} onAction={(chosen) => acts.find((one) => one.id === chosen)?.act()} />
      <Confirm isOpen={asking === 'shut'} onClose={close} title={words.say('settings.shut_title', { name })} confirm={words.say('settings.shut')} onConfirm={() => shut.change(true)} isPending={shut.isPending} isDanger>
        <p>{words.say('settings.shut_about')}</p>{shut.problem && <ProblemNote problem={shut.problem} />}
      </Confirm>
      <Confirm isOpen={asking === 'out'} onClose={close} title={words.say('settings.sign_out_title', { name })} confirm={words.say('settings.sign_out_them')} onConfirm={() => out.change(undefined)} isPending={out.isPending}>
        <p>{words.say('settings.sign_out_about')}</p>{out.problem && <ProblemNote problem={out.problem} />}
      </Confirm>
    </>
  )
}
