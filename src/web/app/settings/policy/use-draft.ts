import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { allOf } from '../../data/search.ts'
import { readDraft, writeDraft, type Draft } from './draft.ts'
import type { Setting } from './groups.ts'

/** The draft lives in the address: reloading, going back and sharing keep it. */
export function useDraft(settings: readonly Setting[]): readonly [Draft, (name: string, value: number | string | null) => void, () => void] {
  const navigate = useNavigate()
  const { set } = useSearch({ strict: false }) as { set?: string | readonly string[] }
  const draft = readDraft(allOf(set), settings)
  const put = (next: Draft): void => void navigate({ to: '.', search: (before: object) => ({ ...before, set: next.size === 0 ? undefined : writeDraft(next) }), replace: true, resetScroll: false } as never)
  const change = (name: string, value: number | string | null): void => {
    const next = new Map(draft)
    if (value === null || value === settings.find((setting) => setting.name === name)?.value) next.delete(name)
    else next.set(name, value)
    put(next)
  }
  return [draft, change, () => put(new Map())]
}

/** A value once it has stayed the same for a while. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value)
  const text = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as T), ms)
    return () => clearTimeout(timer)
  }, [text, ms])
  return settled
}
