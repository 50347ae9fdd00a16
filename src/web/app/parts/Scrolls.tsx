import { useEffect, useRef, useState, type ReactNode } from 'react'

interface ScrollsProps {
  /** What is in it, as it is read out: it can be reached with the keyboard, to be scrolled by arrow keys. */
  readonly label: string
  readonly role?: 'group' | 'region'
  readonly className?: string
  readonly children: ReactNode
}

/** What may be wider than its place, as tables are: it scrolls sideways on its own, and has a shade on the side where there is more. */
export function Scrolls({ label, role = 'group', className = '', children }: ScrollsProps): ReactNode {
  const ref = useRef<HTMLDivElement>(null)
  const [more, setMore] = useState('')
  useEffect(() => {
    const box = ref.current
    if (!box) return
    const look = (): void => setMore(`${box.scrollLeft > 1 ? 'before ' : ''}${box.scrollLeft + box.clientWidth < box.scrollWidth - 1 ? 'after' : ''}`)
    const watch = new ResizeObserver(look)
    for (const one of [box, ...box.children]) watch.observe(one)
    box.addEventListener('scroll', look, { passive: true })
    return () => {
      watch.disconnect()
      box.removeEventListener('scroll', look)
    }
  }, [])
  return <div ref={ref} role={role} aria-label={label} tabIndex={0} data-more={more.trim()} className={`scrolls overflow-x-auto ${className}`}>{children}</div>
}
