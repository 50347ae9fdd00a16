import * as z from 'zod'
import { addUnit, changeUnit } from '#actions/house/units/change-unit.ts'
import { listUnits } from '#actions/house/units/list-units.ts'
import { removeUnit } from '#actions/house/units/remove-unit.ts'
import { unitAnswer, unitBody, unitChanges, unitPath, unitsAnswer } from '#contract/house/unit.ts'
import { yes } from '#contract/refusals.ts'
import { objectOf, READING_ONE } from '#api/door/body.ts'
import { route } from '#api/route.ts'

const path = '/v1/units/{key}'
const query = z.strictObject({})

export const units = route({
  method: 'GET', path: '/v1/units', access: 'customers.read', query, answer: unitsAnswer, refusals: [],
  summary: 'List units',
  description: 'The units that whoever asks reaches, by name, each with the one that it belongs to.',
  act: async ({ ctx }) => yes(await listUnits(ctx)),
})

export const unitAdd = route({
  method: 'POST', path: '/v1/units', access: 'settings.change', query, body: unitBody, answer: unitAnswer,
  refusals: [...READING_ONE, 'unit_exists', 'unit_unknown'],
  summary: 'Add a unit',
  async act({ ctx, body }) {
    const read = objectOf(body, unitBody)
    return read.ok ? addUnit(ctx, read.value) : read
  },
})

export const unitChange = route({
  method: 'PATCH', path, access: 'settings.change', params: unitPath, query, body: unitChanges, answer: unitAnswer,
  refusals: [...READING_ONE, 'unit_unknown', 'unit_circle'],
  summary: 'Rename or move a unit',
  description: 'A unit moves with all below it. Its key stays, since facts carry it.',
  async act({ ctx, params, body }) {
    const read = objectOf(body, unitChanges)
    return read.ok ? changeUnit(ctx, params.key, read.value) : read
  },
})

export const unitRemove = route({
  method: 'DELETE', path, access: 'settings.change', params: unitPath, query, answer: z.object({ key: z.string() }),
  refusals: ['unit_unknown', 'unit_in_use'],
  summary: 'Remove a unit',
  description: 'Only one in which nothing stands: no unit below it, no customer, nobody who works there, no account for it, and no fact that happened there.',
  act: ({ ctx, params }) => removeUnit(ctx, params.key),
})
