import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** So much stays free below, for the edge of the page or the tabs of a phone. */
const BELOW = { wide: 28, narrow: 76 } as const
const LEAST = 320

/** The height from an element down to the end of the window. What is above it may grow and shrink. */
export function useRest(isNarrow: boolean): readonly [RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(() => Math.max(LEAST, innerHeight - 240))
  useLayoutEffect(() => {
    const measure = (): void => {
      const top = (element.current?.getBoundingClientRect().top ?? 0) + scrollY
      setHeight(Math.max(LEAST, Math.floor(innerHeight - top - (isNarrow ? BELOW.narrow : BELOW.wide))))
    }
    measure()
    const watch = new ResizeObserver(measure)
    const above = element.current?.previousElementSibling
    if (above) watch.observe(above)
    addEventListener('resize', measure)
    return () => {
      watch.disconnect()
      removeEventListener('resize', measure)
    }
  }, [isNarrow])
  return [element, height]
}

const NARROW = '(max-width: 767px)'

/** Is there room for two lines rather than for columns? */
export function useNarrow(): boolean {
  const [is, setIs] = useState(() => matchMedia(NARROW).matches)
  useLayoutEffect(() => {
    const media = matchMedia(NARROW)
    const look = (): void => setIs(media.matches)
    media.addEventListener('change', look)
    return () => media.removeEventListener('change', look)
  }, [])
  return is
}
