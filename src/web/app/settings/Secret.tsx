import type { ReactNode } from 'react'
import { Copy } from '../parts/Copy.tsx'

/** Something to be copied and kept: shown whole, in letters of one width. */
export const Secret = ({ text, label }: { readonly text: string; readonly label: string }): ReactNode => (
  <div className="flex flex-wrap items-center gap-2 rounded-md bg-sunken p-2 pl-3">
    <code aria-label={label} className="min-w-[200px] flex-1 text-sm [overflow-wrap:anywhere]">{text}</code>
    <Copy text={text} />
  </div>
)
