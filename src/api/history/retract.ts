import * as z from 'zod'
import { retractFacts } from '#actions/history/retract-facts.ts'
import { retractAnswer, retractBody } from '#contract/history/send.ts'
import { yes } from '#contract/refusals.ts'
import { batchOf } from '#api/door/body.ts'
import { route } from '#api/route.ts'
import { countOf, each, refusalsAlone, resultsOf } from './receipts.ts'

export const retract = route({
  method: 'POST',
  path: '/v1/facts/retract',
  access: 'facts.send',
  summary: 'Retract facts',
  description: 'Takes facts out of their customers’ histories for good, and tells those customers again as if they had never been. A fact that was retracted is refused when it is sent again. The body has the forms that sending has.',
  query: z.strictObject({}),
  body: retractBody,
  answer: retractAnswer,
  refusals: ['body_unreadable', 'body_too_large', 'too_many_facts', 'media_type_unknown', 'field_missing', 'field_unknown', 'field_invalid', 'fact_unknown'],
  async act({ ctx, words, body }) {
    const batch = batchOf(body)
    if (!batch.ok) return batch
    const receipts = await each(batch.value, (names) => retractFacts(ctx, names))
    const refusals = refusalsAlone(batch.value, receipts)
    if (refusals) return { ok: false, refusals }
    const results = resultsOf(batch.value, receipts, words, ({ status, customer }) => ({ status, customer }))
    return yes({ retracted: countOf(receipts, 'retracted'), known: countOf(receipts, 'known'), refused: countOf(receipts, 'refused'), results })
  },
})
