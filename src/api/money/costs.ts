import * as z from 'zod'
import { bringCosts, listCosts } from '#actions/money/bring-costs.ts'
import { dropCosts } from '#actions/money/drop-costs.ts'
import { costPath, costsAnswer, costsBrought, costsQuery } from '#contract/money/costs.ts'
import { yes } from '#contract/refusals.ts'
import { bytesOf } from '#api/door/body.ts'
import { route, type Route } from '#api/route.ts'

const nothing = z.strictObject({})

/** What was spent to win customers and to keep them. */
export const costRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/v1/costs', access: 'settings.read', summary: 'List files of costs', description: 'What was spent to win customers and to keep them, file by file, the newest first.',
    query: nothing, answer: costsAnswer, refusals: ['query_unknown'],
    act: async ({ ctx }) => yes(await listCosts(ctx)),
  }),
  route({
    method: 'POST', path: '/v1/costs', access: 'operate', raw: true, summary: 'Bring in a file of costs',
    description: 'A CSV file with a head: `purpose` (win or keep), `channel`, `campaign`, `from` and `to` or `month`, `amount` in major units, `currency`. Heads are understood in all languages of the house. The very same costs count once.',
    query: costsQuery, answer: costsBrought,
    refusals: ['media_type_unknown', 'query_invalid', 'query_unknown', 'costs_too_large', 'costs_columns_missing', 'costs_currency', 'costs_empty', 'costs_row_invalid'],
    act: ({ ctx, query, body }) => bringCosts(ctx, query.name, bytesOf(body)),
  }),
  route({
    method: 'DELETE', path: '/v1/costs/{id}', access: 'operate', summary: 'Take out a file of costs', description: 'Nothing of it is counted any more. The file can be brought in again.',
    params: costPath, query: nothing, answer: z.object({ id: z.int(), name: z.string() }), refusals: ['costs_unknown', 'query_invalid', 'query_unknown'],
    act: ({ ctx, params }) => dropCosts(ctx, params.id),
  }),
]
