import { useQuery } from '@tanstack/react-query'
import { CircleCheck, Radio } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { KeyAnswer } from '#contract/house/people.ts'
import { asked } from '../../data/ask.ts'
import { LinkButton } from '../../parts/Button.tsx'
import { Copy } from '../../parts/Copy.tsx'
import { Segmented } from '../../parts/Segmented.tsx'
import { useFormats, useWords } from '../../words/words.tsx'
import { lineFor, SHELLS, type Shell } from './lines.ts'

const POLL_MS = 2000
const isWindows = (): boolean => /windows/i.test(navigator.userAgent)

/** A line that sends a first fact by this key, and the wait for it, which ends when one arrives, from wherever. */
export function Connect({ id, secret }: { readonly id: string; readonly secret: string }): ReactNode {
  const words = useWords()
  const [shell, setShell] = useState<Shell>(isWindows() ? 'powershell' : 'bash')
  const { data: kept } = useQuery({ ...asked<KeyAnswer>(`/v1/keys/${id}`), refetchInterval: ({ state }) => (state.data?.came ? false : POLL_MS), staleTime: 0 })
  // It happened when the key was made, by the server's clock: this machine's may be ahead of it, and what has not come yet is refused.
  const line = kept && lineFor(shell, { origin: location.origin, secret, at: kept.made_at, id: `hello-${id}` })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-end justify-between gap-2">
        <p className="max-w-[44ch]">{words.say('settings.connect_line')}</p>
        <Segmented label={words.say('settings.connect_shell')} options={SHELLS.map((one) => ({ id: one, name: one === 'bash' ? 'bash' : 'PowerShell' }))} value={shell} onChange={setShell} />
      </div>
      {line === undefined ? <div className="waiting h-48" /> : (
        <div className="rounded-md bg-sunken p-3">
          <pre tabIndex={0} aria-label={words.say('settings.connect_line')} className="mb-2 overflow-x-auto whitespace-pre-wrap text-sm leading-5 [overflow-wrap:anywhere]"><code>{line}</code></pre>
          <Copy text={line} />
        </div>
      )}
      <Arrival came={kept?.came ?? null} hasKnocked={kept?.used_at !== undefined && kept.used_at !== null} />
    </div>
  )
}

/** Waits for the first fact, and says whose it is. */
function Arrival({ came, hasKnocked }: { readonly came: KeyAnswer['came']; readonly hasKnocked: boolean }): ReactNode {
  const words = useWords()
  const { moment } = useFormats()
  return (
    <div role="status" className={`flex min-h-16 flex-wrap items-center gap-3 rounded-md border p-3 ${came ? 'border-good' : 'border-line'}`}>
      {came ? <CircleCheck size={20} aria-hidden className="shrink-0 text-good" /> : <Radio size={20} aria-hidden className="shrink-0 animate-pulse text-accent" />}
      <div className="min-w-[180px] flex-1">
        <p className="font-medium">{words.say(came ? 'settings.connect_came' : 'settings.connect_waiting')}</p>
        <p className="text-sm text-ink-2">{came ? words.say('settings.connect_came_about', { when: moment(came.first_at) }) : words.say(hasKnocked ? 'settings.connect_knocked' : 'settings.connect_waiting_about')}</p>
      </div>
      {came && came.customer !== null && <LinkButton to={`/customers/${encodeURIComponent(came.customer)}`} look="primary">{words.say('settings.connect_see', { customer: came.customer })}</LinkButton>}
    </div>
  )
}
