import type { ReactNode } from 'react'
import type { TryPolicyAnswer } from '#contract/relationship/policy-answers.ts'
import type { State } from '#core/relationship/state.ts'
import { StateChip } from '../../parts/StateChip.tsx'
import { useFormats, useWords } from '../../words/words.tsx'

type Counted = TryPolicyAnswer['states'][number]

interface TwoStatesProps {
  readonly states: readonly Counted[]
  /** Was everybody looked at, so that there are no intervals? */
  readonly isAll: boolean
}

/** Two maps beside each other: for each state how many stand there now, and would then, with the interval of the change. A table that shows bars. */
export function TwoStates({ states, isAll }: TwoStatesProps): ReactNode {
  const words = useWords()
  const most = Math.max(1, ...states.flatMap(({ now, would }) => [now.value, would.high]))
  return (
    <table className="num w-full border-collapse text-sm">
      <caption className="sr-only">{words.say('settings.try_caption')}</caption>
      <thead>
        <tr className="text-ink-2">
          <th scope="col" className="pb-1.5 text-left font-medium">{words.say('settings.try_state')}</th>
          <th scope="col" className="pb-1.5 text-right font-medium">{words.say('try.now')}</th>
          <th scope="col" className="pb-1.5 text-right font-medium">{words.say('try.would')}</th>
          <th scope="col" className="pb-1.5 text-right font-medium">{words.say('settings.try_change')}</th>
        </tr>
      </thead>
      <tbody>{states.map((one) => <StateRow key={one.state} counted={one} most={most} isAll={isAll} />)}</tbody>
    </table>
  )
}

function StateRow({ counted: { state, now, would, change }, most, isAll }: { readonly counted: Counted; readonly most: number; readonly isAll: boolean }): ReactNode {
  const words = useWords()
  const { count, change: signed } = useFormats()
  return (
    <>
      <tr className="border-t border-line">
        <th scope="row" className="pt-2 pr-2 text-left font-medium"><span className="flex items-center gap-2"><StateChip state={state} size={22} /><span className="min-w-0 flex-1">{words.say(`state.${state}`)}</span></span></th>
        <td className="px-1.5 pt-2 text-right">{count(now.value)}</td>
        <td className="px-1.5 pt-2 text-right font-semibold">{count(would.value)}</td>
        <td className="pl-1.5 pt-2 text-right whitespace-nowrap">
          {change.value === 0 ? '–' : signed(change.value)}
          {!isAll && change.low !== change.high && <span className="block text-xs text-ink-3 md:ml-1.5 md:inline-block md:min-w-[84px]">{signed(change.low) || '0'} … {signed(change.high) || '0'}</span>}
        </td>
      </tr>
      <tr aria-hidden><td colSpan={4} className="pb-2.5 pl-[30px] pt-1"><Bars state={state} now={now.value} would={would} most={most} isAll={isAll} /></td></tr>
    </>
  )
}

interface BarsProps {
  readonly state: State
  readonly now: number
  readonly would: Counted['would']
  readonly most: number
  readonly isAll: boolean
}

/** Above in grey what is, below in the state's colour what would be, with its interval. The figures stand beside it. */
const Bars = ({ state, now, would, most, isAll }: BarsProps): ReactNode => {
  const share = (n: number): string => `${(100 * n) / most}%`
  return (
    <span className="grid gap-0.5">
      <span className="h-1 rounded-full bg-line-strong opacity-50" style={{ width: share(now) }} />
      <span className="relative h-2">
        <span className="absolute inset-y-0 left-0 rounded-full" style={{ width: share(would.value), background: `var(--s-${state})` }} />
        {!isAll && <span className="absolute inset-y-0.5 rounded-full bg-ink opacity-35" style={{ left: share(would.low), width: share(would.high - would.low) }} />}
      </span>
    </span>
  )
}
