import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { CustomersAnswer } from '#contract/relationship/customer.ts'
import { asked, type Query } from '../data/ask.ts'
import type { Order } from './columns.ts'
import type { Line } from './Row.tsx'
import { Rows, type Place, type Seen } from './rows.ts'

const PAGE = 100

type Total = NonNullable<CustomersAnswer['total']>

/** How many fit a filter, and as of when. */
export function useTotal(filter: Query): { readonly total: Total | null; readonly until: string | null; readonly error: unknown; readonly isOld: boolean } {
  const { data, error, isPlaceholderData } = useQuery(asked<CustomersAnswer>('/v1/customers', { ...filter, limit: 1, total: true }))
  return { total: data?.total ?? null, until: data?.telling.until ?? null, error, isOld: isPlaceholderData }
}

/** Where somebody was in a list. */
interface Left extends Place {
  readonly list: string
}

/** What an entry of the history leaves behind for whoever comes back to it, or reloads. */
function leftAt(entry: string): Left | null {
  try {
    return JSON.parse(sessionStorage.getItem(`customers ${entry}`) ?? 'null') as Left | null
  } catch {
    return null
  }
}

export interface ListState {
  readonly rows: Rows<Line>
  readonly seen: Seen<Line>
  /** Is what is shown still the list that was asked for before? */
  readonly isOld: boolean
}

/** A filtered and sorted list, where it was left. While a new list is on its way the old one stays in sight. */
export function useList(filter: Query, { sort, order }: Order, total: Total | null): ListState {
  const client = useQueryClient()
  const entry = useLocation({ select: ({ state: { __TSR_key: entryKey } }) => entryKey ?? '' })
  const list = JSON.stringify([filter, sort, order])
  const left = useMemo(() => {
    const found = leftAt(entry)
    return found?.list === list ? found : null
    // Looked at once for each list and entry: what is written meanwhile is from here.
  }, [entry, list])
  const rows = useMemo(() => new Rows<Line>(async (ask) => {
    const page = await client.fetchQuery(asked<CustomersAnswer>('/v1/customers', { ...filter, sort, order, ...ask, limit: PAGE }))
    return { rows: page.customers, previous: page.previous, next: page.next }
    // `list` says all of these.
    // oxlint-disable-next-line react/exhaustive-deps
  }, left), [client, list])
  const fresh = useSyncExternalStore(rows.subscribe, rows.snapshot)
  const [old, setOld] = useState(fresh)
  useEffect(() => {
    if (fresh.block || fresh.error !== null) setOld(fresh)
  }, [fresh])
  useEffect(() => {
    if (total) rows.count(total.customers)
  }, [rows, total, fresh.block === null])
  useEffect(() => {
    const keep = setTimeout(() => {
      const place = rows.place()
      if (place) sessionStorage.setItem(`customers ${entry}`, JSON.stringify({ list, ...place } satisfies Left))
    }, 150)
    return () => clearTimeout(keep)
  }, [entry, fresh, list, rows])
  const isNew = fresh.block !== null || fresh.error !== null
  return { rows, seen: isNew ? fresh : old, isOld: !isNew && old.block !== null }
}
