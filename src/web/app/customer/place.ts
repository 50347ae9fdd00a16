import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { allOf, oneOf } from '../data/search.ts'
import type { TimelineSearch } from './asked-customer.ts'
import { nameOfFact } from './timeline-items.ts'

/** A fact that something on the page rests on. */
export interface FactLink {
  readonly source: string
  readonly id: string
  readonly at: string
}

export interface Place {
  readonly search: TimelineSearch
  /** The fact that is pointed at. */
  readonly fact: string | undefined
  readonly showKinds: (kinds: readonly string[]) => void
  readonly showLatest: () => void
  /** Begins the timeline at a moment. */
  readonly showUpTo: (at: string) => void
  /** Goes to a fact in the timeline: from its moment on, if it is not among those `shown`. */
  readonly showFact: (fact: FactLink, shown: ReadonlySet<string>) => void
}

/** Where on the page one is: what the address says of the timeline, and the ways to change it. */
export function usePlace(): Place {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | readonly string[] | undefined>>
  const navigate = useNavigate()
  const kind = allOf(search['kind'])
  const [to, fact] = [oneOf(search['to']), oneOf(search['fact'])]
  const go = useCallback((next: Readonly<Record<string, unknown>>, replace = false) => void navigate({ to: '.', search: next as never, replace, resetScroll: false }), [navigate])
  return {
    search: { kind, to }, fact,
    showKinds: (kinds) => go({ to, kind: kinds }, true),
    showUpTo: (at) => go({ to: at }),
    showLatest: () => go({ kind }),
    showFact: (link, shown) => {
      const name = nameOfFact(link)
      go(shown.has(name) ? { to, kind, fact: name } : { to: link.at, fact: name })
    },
  }
}
