import { lazy, Suspense, type ComponentProps, type ReactNode } from 'react'
import type { Confirm, Dialog } from './Dialog.tsx'

const load = () => import('./Dialog.tsx')
const AnyDialog = lazy(() => load().then((it) => ({ default: it.Dialog })))
const AnyConfirm = lazy(() => load().then((it) => ({ default: it.Confirm })))

/** A `Dialog` of a screen that hardly anybody opens one on: it is fetched when it is. */
export const LaterDialog = (props: ComponentProps<typeof Dialog>): ReactNode => (props.isOpen ? <Suspense fallback={null}><AnyDialog {...props} /></Suspense> : null)

/** The same for a `Confirm`. */
export const LaterConfirm = (props: ComponentProps<typeof Confirm>): ReactNode => (props.isOpen ? <Suspense fallback={null}><AnyConfirm {...props} /></Suspense> : null)
