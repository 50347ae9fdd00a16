import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { later } from './later.tsx'
import type { MenuSaid, Opening } from './menu-said.ts'

interface Key {
  readonly key: string
  readonly preventDefault: () => void
}

/** What the button of a menu is given. It is the same button before and after its menu is there. */
export interface MenuTriggerProps {
  readonly ref: RefObject<HTMLButtonElement | null>
  readonly 'aria-haspopup': 'menu'
  readonly 'aria-expanded': boolean
  readonly onClick: (event: { readonly detail: number }) => void
  readonly onKeyDown: (event: Key) => void
  readonly onBlur: () => void
}

// Menus are a good part of all script, and nobody opens one before they have seen the page.
const OpenMenu = later(() => import('./OpenMenu.tsx').then((it) => it.OpenMenu))

const ARROWS: Readonly<Record<string, Opening>> = { ArrowDown: 'first', ArrowUp: 'last' }

/**
 * A menu that opens under a button: what the button is given, and what stands beside it. The menu is fetched once the page is drawn; whoever presses before it
 * is there finds it open when it is, unless they went elsewhere meanwhile or pressed Escape.
 */
export function useMenu(menu: MenuSaid): readonly [MenuTriggerProps, ReactNode] {
  const trigger = useRef<HTMLButtonElement>(null)
  const [opening, setOpening] = useState<Opening | null>(null)
  useEffect(OpenMenu.fetch, [])
  const close = (): void => setOpening(null)
  const open = (how: Opening): void => {
    // Not every browser does so for who points at it; from here on it is known whether they went elsewhere.
    trigger.current?.focus()
    setOpening(how)
  }
  const onKeyDown = (event: Key): void => {
    const how = ARROWS[event.key]
    if (how) {
      event.preventDefault()
      open(how)
    } else if (event.key === 'Escape') close()
  }
  const onBlur = (): void => {
    // The window as a whole may lose the focus: then it is still on the button.
    if (!OpenMenu.isHere() && document.activeElement !== trigger.current) close()
  }
  return [
    { ref: trigger, 'aria-haspopup': 'menu', 'aria-expanded': opening !== null, onClick: ({ detail }) => open(detail === 0 ? 'first' : true), onKeyDown, onBlur },
    opening && <OpenMenu {...menu} trigger={trigger} opening={opening} onClose={close} />,
  ]
}
