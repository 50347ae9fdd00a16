import * as z from 'zod'
import { addPerson, changePerson, listPersons } from '#actions/house/persons/change-person.ts'
import { removePerson } from '#actions/house/persons/remove-person.ts'
import { personAnswer, personBody, personChanges, personPath, personsAnswer } from '#contract/house/person.ts'
import { yes } from '#contract/refusals.ts'
import { objectOf, READING_ONE } from '#api/door/body.ts'
import { route } from '#api/route.ts'

const path = '/v1/people/{key}'
const query = z.strictObject({})

export const persons = route({
  method: 'GET', path: '/v1/people', access: 'settings.read', query, answer: personsAnswer, refusals: [],
  summary: 'List the people who work here',
  description: 'What the keys in facts are called, and their units and teams. There is no figure of one person, here or anywhere.',
  act: async ({ ctx }) => yes(await listPersons(ctx)),
})

export const personAdd = route({
  method: 'POST', path: '/v1/people', access: 'settings.change', query, body: personBody, answer: personAnswer,
  refusals: [...READING_ONE, 'person_exists', 'unit_unknown'],
  summary: 'Add somebody who works here',
  async act({ ctx, body }) {
    const read = objectOf(body, personBody)
    return read.ok ? addPerson(ctx, read.value) : read
  },
})

export const personChange = route({
  method: 'PATCH', path, access: 'settings.change', params: personPath, query, body: personChanges, answer: personAnswer,
  refusals: [...READING_ONE, 'person_unknown', 'unit_unknown'],
  summary: 'Change their name, unit or team',
  async act({ ctx, params, body }) {
    const read = objectOf(body, personChanges)
    return read.ok ? changePerson(ctx, params.key, read.value) : read
  },
})

export const personRemove = route({
  method: 'DELETE', path, access: 'settings.change', params: personPath, query, answer: z.object({ key: z.string() }),
  refusals: ['person_unknown'],
  summary: 'Forget who somebody is',
  description: 'Removes name, unit and team. Facts keep the key, which then says nothing of who it was.',
  act: ({ ctx, params }) => removePerson(ctx, params.key),
})
