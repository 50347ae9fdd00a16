import type { ReactNode } from 'react'
import type { Target } from '#web/charts/picture.ts'

const GAP = 6
/** Half of the widest that a tip gets. */
const HALF = 120

/** The name of a mark beside it, for those who point at it. Who listens has heard it already. */
export function Tip({ target: { label, box }, width }: { readonly target: Target<unknown>; readonly width: number }): ReactNode {
  const middle = box.x + box.width / 2
  const left = width < 2 * HALF ? width / 2 : Math.min(Math.max(middle, HALF), width - HALF)
  const above = box.y > 64
  return (
    <div
      data-tip aria-hidden
      className="absolute z-10 w-max max-w-60 rounded-sm border border-line bg-surface px-2.5 py-1.5 text-sm shadow-over"
      style={{ left, top: above ? box.y - GAP : box.y + box.height + GAP, transform: above ? 'translate(-50%, -100%)' : 'translate(-50%, 0)' }}
    >
      {label}
    </div>
  )
}
