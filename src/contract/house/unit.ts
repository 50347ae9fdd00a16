import * as z from 'zod'
import { name } from '#contract/history/fact.ts'

/** Shapes of units: where customers are served. */
const key = name.meta({ description: 'As tills and files name it. It stays, since facts carry it.' })
const parent = name.nullable().meta({ description: 'The unit that it belongs to; null for none.' })

export const unitAnswer = z.object({ key, name, parent, attributes: z.record(z.string(), z.string()) }).meta({ id: 'Unit' })
export type UnitAnswer = z.output<typeof unitAnswer>
export const unitsAnswer = z.object({ units: z.array(unitAnswer).meta({ description: 'By name.' }) })
export type UnitsAnswer = z.output<typeof unitsAnswer>

export const unitBody = z.strictObject({ key, name, parent: parent.optional() })
export type UnitBody = z.output<typeof unitBody>
export const unitChanges = z.strictObject({ name, parent }).partial()
export type UnitChanges = z.output<typeof unitChanges>
export const unitPath = z.object({ key: z.string().meta({ description: 'The unit’s key, percent-encoded.' }) })
