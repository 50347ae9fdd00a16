import type { ComponentProps, ReactNode } from 'react'
import type { Confirm, Dialog } from './Dialog.tsx'
import { later } from './later.tsx'

const AnyDialog = later(() => import('./Dialog.tsx').then((it) => it.Dialog))
const AnyConfirm = later(() => import('./Dialog.tsx').then((it) => it.Confirm))

/** A `Dialog` of a screen that hardly anybody opens one on: it is fetched when it is. */
export const LaterDialog = (props: ComponentProps<typeof Dialog>): ReactNode => props.isOpen && <AnyDialog {...props} />

/** The same for a `Confirm`. */
export const LaterConfirm = (props: ComponentProps<typeof Confirm>): ReactNode => props.isOpen && <AnyConfirm {...props} />
