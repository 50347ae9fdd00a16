import { useNavigate, useSearch } from '@tanstack/react-router'
import { Import } from 'lucide-react'
import { useCallback, type ReactNode } from 'react'
import { SORTS, type Sort } from '#core/customers/sorts.ts'
import { useMay } from '../data/me.ts'
import { oneOf } from '../data/search.ts'
import { problemOf } from '../parts/Await.tsx'
import { Button, LinkButton } from '../parts/Button.tsx'
import { FilterBar } from '../parts/filter/FilterBar.tsx'
import { filterIn, type Search } from '../parts/filter/said.ts'
import { Page } from '../parts/Page.tsx'
import { Empty } from '../parts/Panel.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { USUAL_ORDER, type Order } from './columns.ts'
import { ExportButton } from './ExportButton.tsx'
import { Grid } from './Grid.tsx'
import type { Line } from './Row.tsx'
import { SearchBox } from './SearchBox.tsx'
import { SortBy } from './SortBy.tsx'
import { useList, useTotal, type ListState } from './useRows.ts'
import { useNarrow, useRest } from './useRest.ts'

const isSort = (text: string | undefined): text is Sort => (SORTS as readonly (string | undefined)[]).includes(text)

/** How the list of an address is sorted. */
function orderOf(search: Search): Order {
  const sort = oneOf(search['sort'])
  return isSort(sort) ? { sort, order: oneOf(search['order']) === 'desc' ? 'desc' : 'asc' } : USUAL_ORDER
}

/** All customers, or those who fit: searched, filtered, sorted, however many there are. */
export function CustomersScreen(): ReactNode {
  const words = useWords()
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const isNarrow = useNarrow()
  const [rest, height] = useRest(isNarrow)
  const filter = filterIn(search)
  const order = orderOf(search)
  const { total, until, isOld, error } = useTotal(filter)
  const list = useList(filter, order, total)
  const go = useCallback((next: Search, replace = false): void => void navigate({ to: '/customers', search: next as never, replace }), [navigate])
  const setOrder = ({ sort, order: way }: Order): void => go({ ...search, sort, order: way })
  const find = useCallback((q: string): void => go({ ...search, q: q === '' ? undefined : q }, true), [go, search])
  return (
    <Page title={words.say('nav.customers')} lead={error === null && <HowMany total={total} isOld={isOld} />} actions={total !== null && total.customers > 0 && <>{isNarrow && <SortBy order={order} onOrder={setOrder} />}<ExportButton filter={filter} order={order} /></>}>
      <div className="flex flex-wrap items-start gap-2 pb-3 md:pb-4">
        <div className="w-full md:w-80"><SearchBox value={oneOf(search['q']) ?? ''} onChange={find} /></div>
        <div className="min-w-0 max-md:w-full md:flex-1"><FilterBar search={search} onChange={go} /></div>
      </div>
      <div ref={rest} className="card min-h-0 overflow-hidden" style={{ height }}>
        <Content list={list} filter={filter} order={order} onOrder={setOrder} isNarrow={isNarrow} now={until} onClear={() => go({ sort: search['sort'], order: search['order'] })} />
      </div>
    </Page>
  )
}

/** How many there are, honest where it is an estimate. */
function HowMany({ total, isOld }: { readonly total: { readonly customers: number; readonly exact: boolean } | null; readonly isOld: boolean }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const rounded = (value: number): number => Number(value.toPrecision(3))
  const said = total === null ? words.say('list.counting') : total.exact ? words.say('list.customers', { customers: total.customers, shown: formats.count(total.customers) }) : words.say('list.about', { shown: formats.count(rounded(total.customers)) })
  return <p role="status" className={`num transition-opacity ${isOld ? 'opacity-60' : ''}`}>{said}</p>
}

interface ContentProps {
  readonly list: ListState
  readonly filter: Search
  readonly order: Order
  readonly onOrder: (order: Order) => void
  readonly isNarrow: boolean
  readonly now: string | null
  readonly onClear: () => void
}

/** The list, or why there is none. */
function Content({ list: { rows, seen, isOld }, filter, order, onOrder, isNarrow, now, onClear }: ContentProps): ReactNode {
  const words = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const open = ({ key }: Line): void => void navigate({ to: '/customers/$key', params: { key } })
  if (seen.error !== null) return <div className="p-4"><ProblemNote problem={problemOf(seen.error)} onAgain={() => rows.again()} /></div>
  if (seen.block?.rows.length === 0) {
    if (Object.keys(filter).length > 0) return <Empty title={words.say('list.nobody_title')} action={<Button onPress={onClear}>{words.say('filter.clear')}</Button>}>{words.say('list.nobody')}</Empty>
    return <Empty title={words.say('list.none_title')} action={may('operate') && <LinkButton to="/import" look="primary" icon={Import}>{words.say('list.bring')}</LinkButton>}>{words.say('list.none')}</Empty>
  }
  return <Grid seen={seen} see={rows.see} order={order} onOrder={onOrder} go={rows.go} onOpen={open} now={now ?? new Date().toISOString()} isNarrow={isNarrow} isBusy={isOld || seen.block === null} />
}
