import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react'

/** Browsers cap the height of an element, Firefox at 17.8 million px, Chromium at 33.5. Longer lists are scrolled on a smaller scale. */
const MOST_PX = 8_000_000
/** Who moves further than so many windows at once has taken hold of the scroll bar. */
const FAR = 4
const IDLE_MS = 160

interface Scaled {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly total: number
  readonly row_px: number
  /** The height of what is seen of the rows. */
  readonly view: number
  readonly first: number
  readonly onFirst: (first: number) => void
}

/**
 * Scrolls a list of any length. Up to some 180,000 rows a pixel is a pixel. Beyond, the bar is on a smaller scale than the rows: taking hold of it goes to the
 * place it is at, while wheels, fingers and keys move rows by as much as they would anywhere, and the bar is put where it belongs once they rest.
 */
export function useScaledScroll({ scroller, total, row_px, view, first, onFirst }: Scaled): { readonly spacer: number; readonly onScroll: () => void } {
  const real = total * row_px
  const spacer = Math.min(real, MOST_PX)
  const isScaled = real > MOST_PX
  const most = Math.max(0, total - view / row_px)
  const range = Math.max(0, spacer - view)
  const place = most === 0 ? 0 : (first / most) * range
  /** Where the scroller was when it was last looked at or put somewhere. */
  const before = useRef(0)
  const idle = useRef(0)

  const put = useCallback((): void => {
    const element = scroller.current
    if (!element || Math.abs(element.scrollTop - place) < 1) return
    element.scrollTop = place
    before.current = element.scrollTop
  }, [place, scroller])

  // On the small scale the bar follows when nobody scrolls; else rows and bar are one.
  useLayoutEffect(() => {
    if (!isScaled) put()
  }, [isScaled, put])
  useEffect(() => {
    if (!isScaled) return undefined
    idle.current = window.setTimeout(put, IDLE_MS)
    return () => clearTimeout(idle.current)
  }, [isScaled, put])

  const onScroll = (): void => {
    const element = scroller.current
    if (!element) return
    const moved = element.scrollTop - before.current
    before.current = element.scrollTop
    if (Math.abs(moved) < 0.5) return
    if (!isScaled) onFirst(element.scrollTop / row_px)
    else onFirst(Math.abs(moved) > FAR * view ? (element.scrollTop / range) * most : first + moved / row_px)
  }
  return { spacer, onScroll }
}
