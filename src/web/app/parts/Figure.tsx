import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'

/** Is more of it better (`up`), worse (`down`) or neither? */
export type Good = 'up' | 'down' | 'neither'

/** A change with its sign and an arrow, never by colour alone. `text` is written by `formats.change` or with a unit. */
export function Delta({ value, text, good = 'neither' }: { readonly value: number; readonly text: string; readonly good?: Good }): ReactNode {
  if (value === 0) return <span className="text-ink-2">{text}</span>
  const Icon = value > 0 ? ArrowUp : ArrowDown
  const isGood = good === 'neither' ? null : (value > 0) === (good === 'up')
  return <span className={`inline-flex items-center gap-0.5 whitespace-nowrap ${isGood === null ? 'text-ink-2' : isGood ? 'text-up' : 'text-down'}`}><Icon size={13} aria-hidden />{text}</span>
}

/** A few figures side by side: each a name, a value, and its n, interval or change. */
export const Figures = ({ children }: { readonly children: ReactNode }): ReactNode => <dl className="mb-4 grid grid-cols-2 gap-x-6 gap-y-4 md:mb-5 md:grid-cols-4">{children}</dl>

export const Figure = ({ name, value, note }: { readonly name: string; readonly value: ReactNode; readonly note?: ReactNode }): ReactNode => (
  <div className="min-w-0 border-l-2 border-line pl-3 md:pl-4">
    <dt className="text-sm text-ink-2">{name}</dt>
    <dd className="num"><span className="text-xl font-semibold tracking-tight">{value}</span>{note !== undefined && <> <span className="text-sm text-ink-2">{note}</span></>}</dd>
  </div>
)
