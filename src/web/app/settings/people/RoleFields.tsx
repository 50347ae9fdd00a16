import type { ReactNode } from 'react'
import type { UnitAnswer } from '#contract/house/unit.ts'
import { isBound, ROLES, type Role } from '#core/house/rights.ts'
import type { Problem } from '../../data/problem.ts'
import { CheckboxList, RadioList } from '../../parts/Choices.tsx'
import { useWords } from '../../words/words.tsx'
import { inTree } from '../units/tree.ts'

/** What somebody may do, and where. */
export interface Given {
  readonly role: Role
  readonly units: readonly string[]
}

/** As it is sent: a role for the whole company has no units. */
export const sentOf = ({ role, units }: Given): Given => ({ role, units: isBound(role) ? units : [] })

interface RoleFieldsProps {
  readonly given: Given
  readonly onChange: (given: Given) => void
  readonly units: readonly UnitAnswer[]
  readonly problem: Problem | null
}

/** A role, explained in a line each, and the units it is for. */
export function RoleFields({ given, onChange, units, problem }: RoleFieldsProps): ReactNode {
  const words = useWords()
  const roles = ROLES.map((id) => ({ id, name: capital(words.say(`role.${id}`)), about: words.say(`settings.role_${id}`) }))
  // A unit that was chosen and is gone stays to be seen, so that it can be taken away.
  const gone = given.units.filter((key) => !units.some((unit) => unit.key === key)).map((key) => ({ id: key, name: key }))
  const choices = [...inTree(units).map(({ key, name, depth }) => ({ id: key, name: `${'\u2003'.repeat(depth)}${name}` })), ...gone]
  return (
    <>
      <RadioList label={words.say('settings.role')} options={roles} value={given.role} onChange={(role) => onChange({ ...given, role: role as Role })} />
      {isBound(given.role) && (choices.length === 0
        ? <p className="text-sm text-ink-2">{words.say('settings.role_no_units')}</p>
        : <div className="max-h-60 overflow-auto rounded-md border border-line p-3" role="group"><CheckboxList label={words.say('settings.role_units')} options={choices} value={given.units} onChange={(chosen) => onChange({ ...given, units: chosen })} error={problem?.at('/units')} /></div>)}
    </>
  )
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)
