import { lazy, Suspense, type ReactNode } from 'react'

const AccountMenu = lazy(() => import('./AccountMenu.tsx'))

/** Who is signed in; its menu comes a moment after the page, and its place is kept. */
export const Account = ({ wide = false }: { readonly wide?: boolean }): ReactNode => (
  <Suspense fallback={<span className={`h-10 ${wide ? 'flex-1' : 'w-10'}`} />}><AccountMenu wide={wide} /></Suspense>
)
