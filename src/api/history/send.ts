import { sendFacts } from '#actions/history/send-facts.ts'
import { standingOf } from '#actions/relationship/shown.ts'
import { sendAnswer, sendBody, sendQuery } from '#contract/history/send.ts'
import { yes } from '#contract/refusals.ts'
import { batchOf } from '#api/door/body.ts'
import { route } from '#api/route.ts'
import { countOf, each, refusalsAlone, resultsOf } from './receipts.ts'

export const send = route({
  method: 'POST',
  path: '/v1/facts',
  access: 'facts.send',
  summary: 'Send facts',
  description:
    'One fact, an array or `{ "facts": […] }` of up to 1,000, or as many lines of NDJSON. Each is taken, known already or refused by itself, and the answer says which, in order. A fact sent alone that is refused makes the request a problem. Sending the same again changes nothing, so a request that got no answer is simply sent again.',
  query: sendQuery,
  body: sendBody,
  answer: sendAnswer,
  refusals: ['body_unreadable', 'body_too_large', 'too_many_facts', 'media_type_unknown', 'field_missing', 'field_unknown', 'field_invalid', 'kind_unknown', 'fact_in_future', 'fact_differs', 'fact_retracted', 'customer_erased', 'rate_missing'],
  async act({ ctx, words, query, body }) {
    const batch = batchOf(body)
    if (!batch.ok) return batch
    const receipts = await each(batch.value, (facts) => sendFacts(ctx, facts, query.standing === 'true'))
    const refusals = refusalsAlone(batch.value, receipts)
    if (refusals) return { ok: false, refusals }
    const results = resultsOf(batch.value, receipts, words, ({ status, customer, standing }) => ({
      status, customer, ...(standing !== undefined && { standing: standing && standingOf(standing) }),
    }))
    return yes({ taken: countOf(receipts, 'taken'), known: countOf(receipts, 'known'), refused: countOf(receipts, 'refused'), results })
  },
})
