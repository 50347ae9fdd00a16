import type { ReactNode } from 'react'
import type { TryPolicyAnswer } from '#contract/relationship/policy-answers.ts'
import { STATES, type State } from '#core/relationship/state.ts'
import { Disclosure } from '../../parts/Disclosure.tsx'
import { Scrolls } from '../../parts/Scrolls.tsx'
import { StateChip } from '../../parts/StateChip.tsx'
import { useFormats, useWords } from '../../words/words.tsx'

/** Who would go from where to where: every pair of states. */
export function Matrix({ matrix }: { readonly matrix: TryPolicyAnswer['matrix'] }): ReactNode {
  const words = useWords()
  const at = (from: State, to: State): number => matrix.find((cell) => cell.from === from && cell.to === to)?.customers.value ?? 0
  const most = Math.max(1, ...matrix.filter(({ from, to }) => from !== to).map(({ customers }) => customers.value))
  return (
    <div className="border-t border-line pt-2"><Disclosure title={words.say('settings.try_matrix')}>
      <p className="mb-2 text-sm text-ink-2">{words.say('settings.try_matrix_about')}</p>
      <Scrolls role="region" label={words.say('settings.try_matrix')}>
        <table className="num border-collapse text-xs">
          <caption className="sr-only">{words.say('settings.try_matrix')}</caption>
          <thead>
            <tr><td />{STATES.map((to) => <th key={to} scope="col" className="p-1"><StateChip state={to} size={22} /><span className="sr-only">{words.say(`state.${to}`)}</span></th>)}</tr>
          </thead>
          <tbody>
            {STATES.map((from) => (
              <tr key={from} className="border-t border-line">
                <th scope="row" className="py-1 pr-3 text-left font-medium whitespace-nowrap"><span className="flex items-center gap-1.5"><StateChip state={from} size={22} />{words.say(`state.${from}`)}</span></th>
                {STATES.map((to) => <Cell key={to} n={at(from, to)} isSame={from === to} share={at(from, to) / most} />)}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </Disclosure></div>
  )
}

/** A pair: darker where more would go; those who would stay are paler, for they are nearly all. */
function Cell({ n, isSame, share }: { readonly n: number; readonly isSame: boolean; readonly share: number }): ReactNode {
  const { count } = useFormats()
  if (isSame || n === 0) return <td className="min-w-11 p-1.5 text-right text-ink-3">{n === 0 ? '·' : count(n)}</td>
  return <td className="min-w-11 p-1.5 text-right font-medium" style={{ background: `color-mix(in oklab, var(--accent) ${Math.round(8 + 20 * share)}%, var(--surface))` }}>{count(n)}</td>
}
