import { useEffect, useRef, useState, type PointerEvent } from 'react'

/** What is pointed at, where a page wants to know it too: its list lights up the chart, and the chart the list. */
export interface Hot {
  readonly hot?: string | null
  readonly onHot?: (id: string | null) => void
}

export interface Pointing {
  readonly hot: string | null
  readonly setHot: (id: string | null) => void
  /** For the element around marks and their tip. */
  readonly listen: {
    readonly onPointerMove: (event: PointerEvent) => void
    readonly onPointerLeave: () => void
  }
}

/** Long enough to get from a mark to its tip without losing it (WCAG 1.4.13: what appears can be pointed at too). */
const GRACE_MS = 140

/** Which mark is pointed at, by pointer or by focus. A finger points by choosing, so its moves are not listened to. */
export function usePointing({ hot: given, onHot }: Hot): Pointing {
  const [own, setOwn] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const hot = given === undefined ? own : given
  const setHot = (id: string | null): void => {
    clearTimeout(timer.current)
    if (id === hot) return
    setOwn(id)
    onHot?.(id)
  }
  const leave = (): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setHot(null), GRACE_MS)
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') return
    const element = event.target as Element
    const id = element.closest('[data-target]')?.getAttribute('data-target') ?? (element.closest('[data-tip]') ? hot : null)
    if (id === null) leave()
    else setHot(id)
  }
  return { hot, setHot, listen: { onPointerMove, onPointerLeave: leave } }
}
