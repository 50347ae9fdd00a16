import { useEffect, useRef, type ReactNode } from 'react'
import { later } from '../parts/later.tsx'
import { isShortcut } from './shortcut.ts'

const Palette = later(() => import('./Palette.tsx').then((it) => it.Palette))

interface PaletteByKeyProps {
  readonly isOpen: boolean
  readonly onOpen: () => void
  readonly onClose: () => void
}

/** The search from everywhere, which a key opens wherever one is. Who types at once after opening it loses nothing: what is typed before it is there is kept for it. */
export function PaletteByKey({ isOpen, onOpen, onClose }: PaletteByKeyProps): ReactNode {
  const typed = useRef('')
  useEffect(Palette.fetch, [])
  useEffect(() => {
    if (!isOpen) typed.current = ''
    const listen = (event: KeyboardEvent): void => {
      const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
      if (isShortcut(event)) onOpen()
      else if (!isOpen || Palette.isHere()) return
      else if (event.key === 'Escape') onClose()
      else if (isText) typed.current += event.key
      else if (event.key === 'Backspace') typed.current = typed.current.slice(0, -1)
      else return
      event.preventDefault()
    }
    addEventListener('keydown', listen, true)
    return () => removeEventListener('keydown', listen, true)
  })
  return isOpen && <Palette onClose={onClose} begun={() => typed.current} />
}
