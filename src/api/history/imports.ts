import * as z from 'zod'
import type { Words } from '#core/words/index.ts'
import { importRejects, showImport, showImports, type ShownImport } from '#actions/history/bring/show-imports.ts'
import { undoImport } from '#actions/history/undo-import.ts'
import { importAnswer, importPath, importsAnswer, importsQuery, undoAnswer, type ImportAnswer } from '#contract/history/import-report.ts'
import { yes } from '#contract/refusals.ts'
import { fileAnswer, route, type Route } from '#api/route.ts'
import { reportIn } from './report.ts'

const nothing = z.strictObject({})

const importIn = (words: Words, { found, groups, ...shown }: ShownImport): ImportAnswer => ({ ...shown, report: found && reportIn(words, found, groups) })

/** What was brought in, by whatever way. */
export const importRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/v1/imports', access: 'operate', summary: 'List imports', description: 'The newest first, those of the command line too.', query: importsQuery, answer: importsAnswer, refusals: ['query_invalid', 'query_unknown'],
    act: async ({ ctx, words, query }) => yes({ imports: (await showImports(ctx, query)).map((one) => importIn(words, one)) }),
  }),
  route({
    method: 'GET', path: '/v1/imports/{id}', access: 'operate', summary: 'One import', description: 'What it took and refused, and what became of the map.', params: importPath, query: nothing, answer: importAnswer,
    refusals: ['import_unknown', 'query_invalid', 'query_unknown'],
    async act({ ctx, words, params }) {
      const shown = await showImport(ctx, params.id)
      return shown.ok ? yes(importIn(words, shown.value)) : shown
    },
  }),
  route({
    method: 'GET', path: '/v1/imports/{id}/rejects', access: 'operate', file: 'text/csv', summary: 'Rows that an import refused', params: importPath, query: nothing, answer: fileAnswer,
    description: 'As CSV, each with what was found, what was expected and what to do, for as long as the file is kept. No cell is one that a spreadsheet would run.',
    refusals: ['import_unknown', 'rejects_gone', 'query_invalid', 'query_unknown'],
    act: ({ ctx, params }) => importRejects(ctx, params.id),
  }),
  route({
    method: 'POST', path: '/v1/imports/{id}/undo', access: 'operate', summary: 'Undo an import', params: importPath, query: nothing, answer: undoAnswer,
    description: 'Takes out the facts that it brought, and the customers, units and people that nothing else refers to; the map is told without them. What it changed in records that were there before stays changed. There is no body.',
    refusals: ['import_unknown', 'import_undone', 'import_busy', 'query_invalid', 'query_unknown'],
    async act({ ctx, params }) {
      const undone = await undoImport(ctx, params.id)
      return undone.ok ? yes({ ...undone.value, overlapped: [...undone.value.overlapped] }) : undone
    },
  }),
]
