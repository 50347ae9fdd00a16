import type { ReactNode } from 'react'

/** Troth's sign. It stands beside a name. */
export const Mark = ({ size = 24 }: { readonly size?: number }): ReactNode => (
  <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className="shrink-0">
    <rect width="24" height="24" rx="7" fill="var(--accent)" />
    <path d="M5 14.5c2.3 0 3.1-5 7-5s4.7 5 7 5" fill="none" stroke="var(--accent-ink)" strokeWidth="2.2" strokeLinecap="round" />
  </svg>
)
