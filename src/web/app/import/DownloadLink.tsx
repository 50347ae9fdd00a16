import { Download, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** A file that the server hands out, as a link that looks like a button. */
export const DownloadLink = ({ href, icon: Icon = Download, children }: { readonly href: string; readonly icon?: LucideIcon; readonly children: ReactNode }): ReactNode => (
  <a href={href} download className="inline-flex min-h-9 items-center gap-2 rounded-md border border-line-strong bg-surface px-3 py-1.5 font-medium hover:bg-hover"><Icon size={16} aria-hidden className="shrink-0" />{children}</a>
)
