import type { Unit } from './company.ts'
import type { Life, Served } from './life.ts'
import { chance, pick } from './random.ts'

/** Share of facts on which the till or the care system notes who served. */
const NOTED_SHARE = 0.75

/** Someone of a unit serves; over the web nobody is met. */
export function servedAt(life: Life, unit: Unit): Served {
  if (unit.kind === 'warehouse') return { unit, mood: 0, person: undefined }
  const person = pick(life.dice, unit.people)
  return { unit, mood: person.mood, person: chance(life.dice, NOTED_SHARE) ? person.key : undefined }
}

/** A fact while it is being put together. */
export type Draft<F> = { -readonly [K in keyof F]: F[K] }
