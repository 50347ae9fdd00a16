import { useEffect, type ReactNode } from 'react'
import { useMe } from '../data/me.ts'
import { AsOf } from './AsOf.tsx'

interface PageProps {
  readonly title: string
  /** The finding, or what this screen is for, in a sentence. */
  readonly lead?: ReactNode
  /** What can be done here, at the right of the title. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A screen: its title, a sentence, what can be done, and then what there is to see. */
export function Page({ title, lead, actions, children }: PageProps): ReactNode {
  const { company } = useMe()
  useEffect(() => {
    document.title = `${title} · ${company.name}`
  }, [title, company.name])
  return (
    <div className="mx-auto max-w-[1240px] px-4 pb-24 pt-5 md:px-8 md:pb-10 md:pt-6">
      <header className="mb-4 flex flex-wrap items-start gap-x-6 gap-y-3 md:mb-5">
        <div className="min-w-[260px] flex-1">
          <h1 className="display text-2xl">{title}</h1>
          {lead !== undefined && <div className="mt-1 max-w-[64ch] text-base text-ink-2 md:text-lg">{lead}</div>}
        </div>
        {actions !== undefined && <div className="no-print flex flex-wrap gap-2">{actions}</div>}
      </header>
      {children}
      <AsOf />
    </div>
  )
}
