import { lazy, Suspense, type ReactNode } from 'react'

const Told = lazy(() => import('./Working.tsx').then((it) => ({ default: it.Working })))

/** Work under way, told of once the screen is there. */
export const Working = ({ compact = false }: { readonly compact?: boolean }): ReactNode => <Suspense fallback={null}><Told compact={compact} /></Suspense>
