import * as z from 'zod'
import { askExport, listExports, removeExport, showExport, type ShownExport } from '#actions/customers/exports/ask-export.ts'
import { readExportFile } from '#actions/customers/exports/read-file.ts'
import type { Words } from '#core/words/index.ts'
import { exportAnswer, exportBody, exportGone, exportId, exportsAnswer, type ExportAnswer } from '#contract/customers/exports.ts'
import { yes, type Result } from '#contract/refusals.ts'
import { objectOf, READING_ONE } from '#api/door/body.ts'
import { flawOf } from '#api/door/say.ts'
import { fileAnswer, route, type Route } from '#api/route.ts'

const saidIn = (words: Words, { refusal, job: _job, ...shown }: ShownExport): ExportAnswer => ({ ...shown, error: refusal && flawOf(words, refusal, null) })
const said = (words: Words, found: Result<ShownExport>): Result<ExportAnswer> => (found.ok ? yes(saidIn(words, found.value)) : found)

const exportList = route({
  method: 'GET', path: '/v1/exports', access: 'customers.export', summary: 'List exports', query: z.strictObject({}), answer: exportsAnswer, refusals: ['query_unknown'],
  description: 'The files of customers that one has asked for, on their way or ready, until they expire.',
  act: async ({ ctx, words }) => yes({ exports: (await listExports(ctx)).exports.map((one) => saidIn(words, one)) }),
})

const exportAsk = route({
  method: 'POST', path: '/v1/exports', access: 'customers.export', summary: 'Ask for an export', query: z.strictObject({}), body: exportBody, answer: exportAnswer,
  description: 'Asks for a file of all customers who fit, as CSV. It is written in the background and kept for seven days. That it was written, and how many are in it, is kept in the audit log.',
  refusals: [...READING_ONE, 'segment_unknown', 'period_invalid'],
  async act({ ctx, words, body }) {
    const read = objectOf(body, exportBody)
    return read.ok ? said(words, await askExport(ctx, read.value, read.value.words ? words.language : null)) : read
  },
})

const exportOne = route({
  method: 'GET', path: '/v1/exports/{id}', access: 'customers.export', summary: 'One export', params: exportId, query: z.strictObject({}), answer: exportAnswer, refusals: ['export_unknown', 'query_invalid'],
  description: 'How far it has come.',
  act: async ({ ctx, words, params }) => said(words, await showExport(ctx, params.id)),
})

const exportFile = route({
  method: 'GET', path: '/v1/exports/{id}/file', access: 'customers.export', file: 'text/csv', summary: 'The file of an export', params: exportId, query: z.strictObject({}), answer: fileAnswer,
  description: 'Only for whoever asked for it, and as long as they reach all whom they reached then. No cell is one that a spreadsheet would run.',
  refusals: ['export_unknown', 'export_unready', 'export_withdrawn', 'query_invalid'],
  act: ({ ctx, params }) => readExportFile(ctx, params.id),
})

const exportRemove = route({
  method: 'DELETE', path: '/v1/exports/{id}', access: 'customers.export', summary: 'Cancel or remove an export', params: exportId, query: z.strictObject({}), answer: exportGone, refusals: ['export_unknown', 'query_invalid'],
  description: 'Breaks it off where it is on its way, and throws the file away.',
  act: ({ ctx, params }) => removeExport(ctx, params.id),
})

export const exportRoutes: readonly Route[] = [exportList, exportAsk, exportOne, exportFile, exportRemove]
