import type { ReactNode } from 'react'
import { FilterBar } from './FilterBar.tsx'
import { useSaying } from './choices.ts'
import { conditionsOf, type Search } from './said.ts'

/** The bar of filters; on paper, what they say. */
export function WhoBar({ search, onChange }: { readonly search: Search; readonly onChange: (search: Search) => void }): ReactNode {
  const said = conditionsOf(search, useSaying()).map((condition) => condition.said)
  return (
    <>
      <FilterBar search={search} onChange={onChange} />
      {said.length > 0 && <p className="hidden print:block">{said.join(' · ')}</p>}
    </>
  )
}
