import type { ReactNode } from 'react'
import { placeOf, type Shown } from './driver.ts'

interface DriverBarProps {
  readonly shown: Shown
  /** The end of the scale of ratios. */
  readonly reach: number
  readonly tone: string
}

/** A ratio as a dot in its band, with a tick where it makes no difference; a share as a bar from 0 with its band. */
export function DriverBar({ shown, reach, tone }: DriverBarProps): ReactNode {
  const { value, low, high } = shown
  const [from, at, to] = shown.as === 'ratio' ? [placeOf(low, reach), placeOf(value, reach), placeOf(high, reach)] : [100 * low, 100 * value, 100 * high]
  return (
    <div aria-hidden className="relative mt-1 h-2.5" style={{ color: tone }}>
      <span className="absolute inset-x-0 top-[3.5px] h-[3px] rounded-full bg-sunken" />
      {shown.as === 'share' && <span className="absolute left-0 top-[3.5px] h-[3px] bg-current opacity-80" style={{ width: `${at}%` }} />}
      <span className="absolute top-px h-2 bg-current opacity-25" style={{ left: `${from}%`, width: `max(2px, ${to - from}%)` }} />
      {shown.as === 'ratio' && <span className="absolute inset-y-[-1px] left-1/2 w-px bg-ink-3" />}
      {shown.as === 'ratio' && <span className="absolute top-px size-2 -translate-x-1/2 rounded-full bg-current" style={{ left: `${at}%` }} />}
    </div>
  )
}
