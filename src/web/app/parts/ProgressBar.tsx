import { useId, type ReactNode } from 'react'

interface ProgressProps {
  readonly label: string
  /** From 0 to 1; null while nobody can say. */
  readonly share: number | null
  /** What stands at the right: how far, how long still. */
  readonly note?: string
}

/** How far something long has come. */
export function ProgressBar({ label, share, note }: ProgressProps): ReactNode {
  const id = useId()
  const percent = share === null ? undefined : Math.round(share * 100)
  return (
    <div className="grid gap-1.5">
      <div className="flex justify-between gap-4 text-sm"><span id={id}>{label}</span>{note !== undefined && <span className="num text-ink-2">{note}</span>}</div>
      <div role="progressbar" aria-labelledby={id} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent} aria-valuetext={note} className="h-2 overflow-hidden rounded-full bg-sunken">
        <div className={`h-full rounded-full bg-accent transition-[width] ${share === null ? 'waiting w-1/3' : ''}`} style={percent === undefined ? {} : { width: `${percent}%` }} />
      </div>
    </div>
  )
}
