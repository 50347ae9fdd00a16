import * as z from 'zod'
import type { Words } from '#core/words/index.ts'
import { dropMapping, listMappings, saveMapping, showMapping, type ShownMapping } from '#actions/history/bring/saved-mappings.ts'
import { mappingPath, savedMapping, savedMappings, saveMappingBody, type SavedMappingAnswer } from '#contract/history/saved-mapping.ts'
import { yes, type Result } from '#contract/refusals.ts'
import { objectOf } from '#api/door/body.ts'
import { fileAnswer, route, type Route } from '#api/route.ts'
import { mappingIn } from './report.ts'

const nothing = z.strictObject({})
const savedIn = (words: Words, { header, ...shown }: ShownMapping): SavedMappingAnswer => ({ ...mappingIn(words, shown), header: [...header] })
const said = (words: Words, shown: Result<ShownMapping>): Result<SavedMappingAnswer> => (shown.ok ? yes(savedIn(words, shown.value)) : shown)

/** What the rows of a company's files mean, remembered by name. */
export const mappingRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/v1/mappings', access: 'operate', summary: 'List remembered mappings', description: 'Those used last first.', query: nothing, answer: savedMappings, refusals: ['query_unknown'],
    act: async ({ ctx, words }) => yes({ mappings: (await listMappings(ctx)).map((one) => savedIn(words, one)) }),
  }),
  route({
    method: 'POST', path: '/v1/mappings', access: 'operate', summary: 'Remember a mapping', description: 'Under a name, in place of the one of that name: as YAML, the way the command line takes it, or as JSON.', query: nothing, body: saveMappingBody, answer: savedMapping,
    refusals: ['mapping_invalid', 'body_unreadable', 'body_too_large', 'media_type_unknown', 'field_missing', 'field_unknown', 'field_invalid', 'query_unknown'],
    async act({ ctx, words, body }) {
      const read = objectOf(body, saveMappingBody)
      return read.ok ? said(words, await saveMapping(ctx, read.value)) : read
    },
  }),
  route({
    method: 'GET', path: '/v1/mappings/{name}', access: 'operate', summary: 'One remembered mapping', params: mappingPath, query: nothing, answer: savedMapping, refusals: ['mapping_unknown', 'query_invalid', 'query_unknown'],
    act: async ({ ctx, words, params }) => said(words, await showMapping(ctx, params.name)),
  }),
  route({
    method: 'GET', path: '/v1/mappings/{name}/file', access: 'operate', file: 'application/yaml', summary: 'A mapping as a file', description: 'For `npx troth import --map`.', params: mappingPath, query: nothing, answer: fileAnswer,
    refusals: ['mapping_unknown', 'query_invalid', 'query_unknown'],
    async act({ ctx, params }) {
      const shown = await showMapping(ctx, params.name)
      return shown.ok ? yes({ name: `${params.name}.yaml`, bytes: [Buffer.from(shown.value.text)] }) : shown
    },
  }),
  route({
    method: 'DELETE', path: '/v1/mappings/{name}', access: 'operate', summary: 'Forget a mapping', params: mappingPath, query: nothing, answer: z.object({ dropped: z.string() }), refusals: ['mapping_unknown', 'query_invalid', 'query_unknown'],
    act: ({ ctx, params }) => dropMapping(ctx, params.name),
  }),
]
