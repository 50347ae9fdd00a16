import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Search } from './said.ts'
import { WhoBar } from './WhoBar.tsx'

/** Which customers a screen is of: the same bar of filters as the list has. */
export function Who({ at }: { readonly at: '/map' | '/answers' }): ReactNode {
  const search: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = (next: Search): void => void navigate({ to: at, search: next as never, resetScroll: false })
  return <div className="mb-4 min-h-9"><WhoBar search={search} onChange={change} /></div>
}
