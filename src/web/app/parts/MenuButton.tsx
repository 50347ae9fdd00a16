import { lazy, Suspense, type ReactNode } from 'react'
import { MenuFace, type MenuButtonProps } from './MenuFace.tsx'

// Menus are a good part of all script, and nobody opens one before they have seen the page.
const Opening = lazy(() => import('./OpeningMenuButton.tsx'))

/** A button that opens a menu: of things to do, or of one to choose (`selected`). Until the menu is there it looks the same. */
export const MenuButton = (props: MenuButtonProps): ReactNode => (
  <Suspense fallback={<MenuFace {...props} />}><Opening {...props} /></Suspense>
)
