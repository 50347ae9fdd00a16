import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Target } from '#web/charts/picture.ts'

interface Props<Mark> {
  readonly targets: readonly Target<Mark>[]
  readonly label: string | undefined
  readonly chosen: string | null
  readonly setHot: (id: string | null) => void
  readonly onPick: (mark: Mark, id: string) => void
}

/** Where a key leads among so many; nowhere for other keys. */
function stepOf(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowRight' || key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowLeft' || key === 'ArrowUp') return (at + count - 1) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}

/**
 * The marks of a picture as buttons that lie over it: one stop of the Tab key for all, arrows lead from mark to mark. They let the pointer
 * through to the marks below, which have the better shapes.
 */
export function Targets<Mark>({ targets, label, chosen, setHot, onPick }: Props<Mark>): ReactNode {
  const group = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState<string | null>(null)
  const at = Math.max(0, targets.findIndex(({ id }) => id === (current ?? chosen)))
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = stepOf(event.key, at, targets.length)
    if (next === undefined) return
    event.preventDefault()
    group.current?.querySelectorAll('button')[next]?.focus()
  }
  if (targets.length === 0) return null
  return (
    <div ref={group} role="toolbar" aria-label={label} aria-orientation="vertical" onKeyDown={onKeyDown} className="pointer-events-none absolute inset-0">
      {targets.map(({ id, label: name, box, mark }, i) => (
        <button
          key={id} type="button" tabIndex={i === at ? 0 : -1} aria-label={name} aria-pressed={chosen === id}
          onFocus={() => { setCurrent(id); setHot(id) }} onBlur={() => setHot(null)} onClick={() => onPick(mark, id)}
          className="absolute rounded-sm" style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
        />
      ))}
    </div>
  )
}
