import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Problem } from '../data/problem.ts'
import { useWords } from '../words/words.tsx'
import { ProblemNote } from './ProblemNote.tsx'

interface AwaitProps<T> {
  readonly query: UseQueryResult<T>
  /** The height that is kept free until it is there, in px, so that nothing jumps. */
  readonly height?: number
  /** Where there is nothing to show: `null` shows the data. */
  readonly empty?: (data: T) => ReactNode | null
  readonly children: (data: T) => ReactNode
}

/** The one owner of loading, empty and error: whatever is read is shown through this. Old data stays while new loads, a little paler. */
export function Await<T>({ query, height = 160, empty, children }: AwaitProps<T>): ReactNode {
  const words = useWords()
  const { data, error, isPlaceholderData, refetch } = query
  if (data !== undefined) {
    const nothing = empty?.(data) ?? null
    return <div aria-busy={isPlaceholderData} className={`transition-opacity ${isPlaceholderData ? 'opacity-60' : ''}`}>{error && <ProblemNote problem={problemOf(error)} onAgain={() => void refetch()} />}{nothing ?? children(data)}</div>
  }
  if (error) return <ProblemNote problem={problemOf(error)} onAgain={() => void refetch()} />
  return <div role="status" className="waiting" style={{ height }}><span className="sr-only">{words.say('frame.loading')}</span></div>
}

/** An error as something to show: a bug of ours is one that nobody refused. */
export const problemOf = (error: unknown): Problem => (error instanceof Problem ? error : new Problem(500, null, error))
