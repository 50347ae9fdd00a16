import type { ReactNode } from 'react'
import type { UnitAnswer } from '#contract/house/unit.ts'
import type { Role } from '#core/house/rights.ts'
import { useWords } from '../../words/words.tsx'

interface RoleLineProps {
  readonly role: Role
  /** The keys of the units they work for. */
  readonly of: readonly string[]
  readonly units: readonly UnitAnswer[]
}

const MOST_NAMED = 3

/** A role and, where it is for units, which. */
export function RoleLine({ role, of, units }: RoleLineProps): ReactNode {
  const words = useWords()
  const named = of.slice(0, MOST_NAMED).map((key) => units.find((unit) => unit.key === key)?.name ?? key)
  const rest = of.length - named.length
  return (
    <div className="min-w-0">
      <span className="inline-block first-letter:uppercase">{words.say(`role.${role}`)}</span>
      {of.length > 0 && <span className="block text-sm text-ink-2">{[...named, ...(rest > 0 ? [words.say('settings.and_more', { n: rest })] : [])].join(', ')}</span>}
    </div>
  )
}
