import type { ReactNode } from 'react'
import { Scrolls } from './Scrolls.tsx'

export interface Column<T> {
  readonly id: string
  readonly head: ReactNode
  readonly cell: (row: T) => ReactNode
  /** A figure: to the right, in digits of one width. */
  readonly isNumber?: boolean
  /** The one that names the row. */
  readonly isName?: boolean
}

interface DataTableProps<T> {
  /** What the table shows; read out, and shown where `isCaptionShown`. */
  readonly caption: string
  readonly isCaptionShown?: boolean
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly keyOf: (row: T) => string
  /** Least width in px, under which it scrolls sideways on its own. */
  readonly width?: number
  /** For many columns in a narrow card. */
  readonly isTight?: boolean
}

/** A plain table of a few dozen rows. */
export const DataTable = <T,>({ caption, isCaptionShown = false, columns, rows, keyOf, width = 0, isTight = false }: DataTableProps<T>): ReactNode => (
  <Scrolls label={caption} className="rounded-sm">
    <table className={`num w-full border-collapse text-sm print:min-w-0! ${isTight ? '[&_:is(th,td)]:px-1 [&_thead]:text-xs' : ''}`} style={{ minWidth: width }}>
      <caption className={isCaptionShown ? 'pb-2 text-left text-ink-2' : 'sr-only'}>{caption}</caption>
      <thead>
        <tr>{columns.map(({ id, head, isNumber }) => <th key={id} scope="col" className={`px-2 py-2 align-bottom font-medium text-ink-2 first:pl-0 last:pr-0 ${isNumber ? 'text-right' : 'text-left'}`}>{head}</th>)}</tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} className="border-t border-line">
            {columns.map(({ id, cell, isNumber, isName }) => isName
              ? <th key={id} scope="row" className="px-2 py-2 text-left font-medium first:pl-0 max-sm:max-w-[42vw]">{cell(row)}</th>
              : <td key={id} className={`px-2 py-2 first:pl-0 last:pr-0 ${isNumber ? 'text-right' : 'text-left'}`}>{cell(row)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  </Scrolls>
)
