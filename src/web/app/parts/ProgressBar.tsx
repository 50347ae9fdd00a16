import type { ReactNode } from 'react'
import { Label, ProgressBar as AriaProgressBar } from 'react-aria-components'

interface ProgressProps {
  readonly label: string
  /** From 0 to 1; null while nobody can say. */
  readonly share: number | null
  /** What stands at the right: how far, how long still. */
  readonly note?: string
}

/** How far something long has come. */
export const ProgressBar = ({ label, share, note }: ProgressProps): ReactNode => (
  <AriaProgressBar value={(share ?? 0) * 100} isIndeterminate={share === null} valueLabel={note} className="grid gap-1.5">
    <div className="flex justify-between gap-4 text-sm"><Label>{label}</Label>{note !== undefined && <span className="num text-ink-2">{note}</span>}</div>
    <div className="h-2 overflow-hidden rounded-full bg-sunken"><div className={`h-full rounded-full bg-accent transition-[width] ${share === null ? 'waiting w-1/3' : ''}`} style={share === null ? {} : { width: `${share * 100}%` }} /></div>
  </AriaProgressBar>
)
