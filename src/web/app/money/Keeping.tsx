import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { KeepingAnswer } from '#contract/money/keeping.ts'
import { asked } from '../data/ask.ts'
import { Await } from '../parts/Await.tsx'
import { useWords } from '../words/words.tsx'
import { Lost, Premium, Referrals } from './Bonds.tsx'
import { WinKeep } from './WinKeep.tsx'

/** Winning against keeping, and what the bond brings. */
export function Keeping(): ReactNode {
  const words = useWords()
  const query = useQuery({ ...asked<KeepingAnswer>('/v1/keeping'), retry: false, staleTime: 60_000 })
  return (
    <Await query={query} height={720}>
      {(told) => (
        <div className="grid gap-4">
          {told.year.months < 12 && <p className="max-w-[72ch] text-ink-2">{words.say('money.year_short', { months: told.year.months })}</p>}
          <WinKeep told={told} />
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <Premium told={told} />
            <div className="grid min-w-0 gap-4"><Referrals told={told} /><Lost told={told} /></div>
          </div>
        </div>
      )}
    </Await>
  )
}
