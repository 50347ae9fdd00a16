import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { problemOf } from '../parts/Await.tsx'
import { toast } from '../parts/toast.ts'
import type { Problem } from './problem.ts'

interface Change<V, A> {
  /** Tells the server, and hands back what it answers. */
  readonly act: (values: V) => Promise<A>
  /** Paths whose answers are read again: with what begins like them. */
  readonly refresh: readonly string[]
  /** What is said when it was done; nothing where it is to be seen. */
  readonly said?: string
  readonly after?: (answer: A, values: V) => void
}

export interface Changing<V> {
  readonly change: (values: V) => void
  readonly isPending: boolean
  /** Why it was refused, until it is tried again. */
  readonly problem: Problem | null
}

/** Something that a reader may change: tells the server, once at a time, says that it was saved, and has read again what it touches. */
export function useChange<V, A>({ act, refresh, said, after }: Change<V, A>): Changing<V> {
  const client = useQueryClient()
  const [state, setState] = useState<Pick<Changing<V>, 'isPending' | 'problem'>>({ isPending: false, problem: null })
  const isUnderWay = useRef(false)
  const carryOut = async (values: V): Promise<void> => {
    if (isUnderWay.current) return
    isUnderWay.current = true
    setState({ isPending: true, problem: null })
    try {
      const answer = await act(values)
      setState({ isPending: false, problem: null })
      after?.(answer, values)
      if (said !== undefined) toast(said)
      await client.invalidateQueries({ predicate: ({ queryKey: [path] }) => refresh.some((one) => String(path).startsWith(one)) })
    } catch (error) {
      setState({ isPending: false, problem: problemOf(error) })
    } finally {
      isUnderWay.current = false
    }
  }
  return { ...state, change: (values) => void carryOut(values) }
}
