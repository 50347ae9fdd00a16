import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { TryPolicyAnswer } from '#contract/relationship/policy-answers.ts'
import { tell } from '../../data/ask.ts'
import type { Problem } from '../../data/problem.ts'
import { problemOf } from '../../parts/Await.tsx'
import { Button } from '../../parts/Button.tsx'
import { Empty, Panel } from '../../parts/Panel.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { useFormats, useWords } from '../../words/words.tsx'
import { changesOf, readDraft, type Draft } from './draft.ts'
import type { Setting } from './groups.ts'
import { Matrix } from './Matrix.tsx'
import { TwoStates } from './TwoStates.tsx'

interface Tried {
  readonly answer: TryPolicyAnswer | undefined
  readonly problem: Problem | null
  /** Is another being worked out, while the last is still shown? */
  readonly isOld: boolean
}

/** Tries changes on a random sample. A try that was overtaken by the next is given up; its answer would be of what nobody asks any more. */
export function useTry(texts: readonly string[], settings: readonly Setting[]): Tried {
  const changes = changesOf(readDraft(texts, settings))
  const isAsked = Object.keys(changes).length > 0
  const { data, error, isFetching } = useQuery({
    queryKey: ['/v1/policy/try', changes] as const,
    queryFn: ({ signal }) => tell<TryPolicyAnswer>('POST', '/v1/policy/try', { changes }, signal),
    enabled: isAsked, staleTime: 5 * 60_000, placeholderData: keepPreviousData, retry: false,
  })
  return { answer: isAsked ? data : undefined, problem: isAsked && error ? problemOf(error) : null, isOld: isFetching }
}

interface TryPanelProps {
  readonly draft: Draft
  readonly tried: Tried
  readonly settings: readonly Setting[]
  readonly onReset: () => void
  readonly onApply: (() => void) | null
}

/** What the map would look like: who would stand elsewhere, state by state, and from where to where. */
export function TryPanel({ draft, tried: { answer, problem, isOld }, onReset, onApply }: TryPanelProps): ReactNode {
  const words = useWords()
  if (draft.size === 0) return <Panel title={words.say('settings.try_title')}><Empty title={words.say('settings.try_nothing')}>{words.say('settings.try_nothing_about')}</Empty></Panel>
  const actions = <><Button onPress={onReset}>{words.say('settings.try_reset')}</Button>{onApply && <Button look="primary" onPress={onApply} isDisabled={problem !== null}>{words.say('settings.apply')}</Button>}</>
  return (
    <Panel title={words.say('settings.try_title')} note={words.say('settings.changes_n', { n: draft.size })} actions={actions}>
      <div aria-live="polite" aria-busy={isOld}>
        {problem && <div className="mb-3"><ProblemNote problem={problem} /></div>}
        {answer === undefined ? !problem && <div role="status" className="waiting h-96"><span className="sr-only">{words.say('frame.loading')}</span></div> : <div className={`transition-opacity ${isOld || problem ? 'opacity-60' : ''}`}><Result answer={answer} /></div>}
      </div>
    </Panel>
  )
}

function Result({ answer }: { readonly answer: TryPolicyAnswer }): ReactNode {
  const words = useWords()
  const { count, percent } = useFormats()
  const { elsewhere, customers, looked_at, learned_anew, quarter } = answer
  const isAll = looked_at === customers
  const range = (low: number, high: number): string => (isAll ? '' : ` (${count(low)}–${count(high)})`)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p className="text-lg">{elsewhere.value === 0 ? words.say('settings.try_nobody') : words.say('settings.try_elsewhere', { n: elsewhere.value, shown: `${count(elsewhere.value)}${range(elsewhere.low, elsewhere.high)}`, share: percent(customers === 0 ? 0 : elsewhere.value / customers, 1) })}</p>
      <TwoStates states={answer.states} isAll={isAll} />
      <p className="text-sm text-ink-2">{words.say(isAll ? 'settings.try_all' : 'settings.try_sample', { n: looked_at, shown: count(looked_at), all: count(customers) })}</p>
      <p className="text-sm text-ink-2">{words.say('settings.try_moves', { now: count(quarter.now.customers.value), would: count(quarter.would.customers.value) })}</p>
      {learned_anew.length > 0 && <p className="text-sm text-ink-2">{words.say('settings.try_learned', { names: learned_anew.join(', ') })}</p>}
      {elsewhere.value > 0 && <Matrix matrix={answer.matrix} />}
    </div>
  )
}
