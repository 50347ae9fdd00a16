import type { ReactNode } from 'react'

/** A key as it is written: it goes to the next line as a whole, and is broken only where a line is too short for it. */
export const Key = ({ children, className = '' }: { readonly children: string; readonly className?: string }): ReactNode => <span className={`inline-block max-w-full [overflow-wrap:anywhere] ${className}`}>{children}</span>
