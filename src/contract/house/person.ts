import * as z from 'zod'
import { name } from '#contract/history/fact.ts'

/** Shapes of the people who work here. Of one person there is no figure, here or anywhere. */
const key = name.meta({ description: 'As facts name them. It stays.' })
const unit = name.nullable().meta({ description: 'The key of the unit they work in; null for none.' })
const team = name.nullable().meta({ description: 'The team they are of; null for none.' })

export const personAnswer = z.object({ key, name, unit, team }).meta({ id: 'Person' })
export type PersonAnswer = z.output<typeof personAnswer>
export const personsAnswer = z.object({ people: z.array(personAnswer).meta({ description: 'By name.' }) })
export type PersonsAnswer = z.output<typeof personsAnswer>

export const personBody = z.strictObject({ key, name, unit: unit.optional(), team: team.optional() })
export type PersonBody = z.output<typeof personBody>
export const personChanges = z.strictObject({ name, unit, team }).partial()
export type PersonChanges = z.output<typeof personChanges>
export const personPath = z.object({ key: z.string().meta({ description: 'The person’s key, percent-encoded.' }) })
