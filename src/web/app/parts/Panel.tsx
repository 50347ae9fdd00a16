import { useId, type ReactNode } from 'react'

interface PanelProps {
  readonly title?: string
  /** Under the title, in a sentence. */
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** The level of its heading. */
  readonly level?: 2 | 3
}

/** A card with a heading; what it reads goes through `Await`. */
export function Panel({ title, note, actions, children, level = 2 }: PanelProps): ReactNode {
  const id = useId()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className="card min-w-0 p-4 md:p-5" aria-labelledby={title === undefined ? undefined : id}>
      {(title !== undefined || actions !== undefined) && (
        <div className="mb-3 flex flex-wrap last:mb-0 items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1 basis-[220px]">
            {title !== undefined && <Heading id={id} className="text-lg font-semibold">{title}</Heading>}
            {note !== undefined && <p className="text-sm text-ink-2">{note}</p>}
          </div>
          {actions !== undefined && <div className="no-print flex flex-wrap gap-2">{actions}</div>}
        </div>
      )}
      {children}
    </section>
  )
}

interface EmptyProps {
  readonly title: string
  readonly children?: ReactNode
  /** What to do about it. */
  readonly action?: ReactNode
}

/** Where there is nothing to show: why, and what to do. Say apart: nothing yet, filtered to nothing, group too small. */
export const Empty = ({ title, children, action }: EmptyProps): ReactNode => (
  <div className="grid h-full content-center justify-items-center gap-2 px-4 py-10 text-center">
    <p className="text-lg font-medium">{title}</p>
    {children !== undefined && <div className="max-w-[52ch] text-ink-2">{children}</div>}
    {action !== undefined && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
  </div>
)
