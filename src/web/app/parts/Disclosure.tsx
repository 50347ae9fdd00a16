import { ChevronRight } from 'lucide-react'
import { useState, type ReactNode } from 'react'

interface DisclosureProps {
  /** The line that is always there. */
  readonly title: ReactNode
  /** Under the title of a whole group: what is in it. */
  readonly about?: ReactNode
  /** At the end of the line. */
  readonly aside?: ReactNode
  /** Whether it begins open. */
  readonly isOpen?: boolean
  /** A whole group of a panel, from edge to edge with a line above; else a quiet line in the text. */
  readonly isGroup?: boolean
  /** What is in it asks for something: it is not made before it is opened. */
  readonly isLate?: boolean
  readonly children: ReactNode
}

/** What is there for whoever asks for it, folded behind a line that says what it is. The arrow points down where it is open. */
export function Disclosure({ title, about, aside, isOpen = false, isGroup = false, isLate = false, children }: DisclosureProps): ReactNode {
  const [wasOpen, setWasOpen] = useState(isOpen)
  return (
    <details open={isOpen} onToggle={(event) => event.currentTarget.open && setWasOpen(true)} className={`min-w-0 ${isGroup ? 'border-t border-line first-of-type:border-t-0' : ''}`}>
      <summary className={`-ml-1.5 flex list-none items-center gap-1.5 rounded-sm px-1.5 hover:bg-hover [&::-webkit-details-marker]:hidden ${isGroup ? 'min-h-11 py-2' : 'min-h-8 w-fit max-w-full py-1 text-sm font-medium text-ink-2'}`}>
        <ChevronRight size={isGroup ? 17 : 14} aria-hidden className="shrink-0 text-ink-3 transition-transform [details[open]>summary>&]:rotate-90" />
        <span className="min-w-0 flex-1"><span className={isGroup ? 'block font-semibold' : undefined}>{title}</span>{about !== undefined && <span className="block text-sm text-ink-2">{about}</span>}</span>
        {aside}
      </summary>
      {(!isLate || wasOpen) && children}
    </details>
  )
}
