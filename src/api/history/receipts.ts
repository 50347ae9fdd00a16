import type { Words } from '#core/words/index.ts'
import type { Flaw } from '#contract/house/problem.ts'
import type { Refusal, RefusalCode } from '#contract/refusals.ts'
import type { Batch } from '#api/door/body.ts'
import { flawOf } from '#api/door/say.ts'

/** What became of one thing of a batch, as an action says it. */
type Receipt = { readonly status: string } | { readonly status: 'refused'; readonly refusals: readonly Refusal[] }
export type Refusing = { status: 'refused'; code: RefusalCode; problems: Flaw[] }

const isRefused = (receipt: Receipt): receipt is { status: 'refused'; refusals: readonly Refusal[] } => receipt.status === 'refused'

/** Puts what could be read through an action and what could not beside it, in the order in which they were sent. */
export async function each<R extends Receipt>(batch: Batch, act: (values: readonly unknown[]) => Promise<R[]>): Promise<(R | { status: 'refused'; refusals: readonly Refusal[] })[]> {
  const receipts = await act(batch.items.flatMap((item) => (item.ok ? [item.value] : [])))
  return batch.items.map((item) => (item.ok ? (receipts.shift() as R) : { status: 'refused', refusals: [item.refusal] }))
}

/** The refusals of what was sent alone: they are those of the request. */
export function refusalsAlone(batch: Batch, receipts: readonly Receipt[]): readonly Refusal[] | null {
  const [receipt] = receipts
  return batch.alone && receipt && isRefused(receipt) ? receipt.refusals : null
}

/** The answer to each: a refusal with its places in the body and its words, anything else as `shown` has it. */
export function resultsOf<R extends Receipt, Shown>(batch: Batch, receipts: readonly R[], words: Words, shown: (receipt: Exclude<R, { status: 'refused' }>) => Shown): (Shown | Refusing)[] {
  return receipts.map((receipt, index) => {
    if (!isRefused(receipt)) return shown(receipt as Exclude<R, { status: 'refused' }>)
    const problems = receipt.refusals.map((refusal) => flawOf(words, refusal, batch.pointer(index)))
    return { status: 'refused', code: problems[0]?.code ?? 'internal', problems }
  })
}

export const countOf = (receipts: readonly Receipt[], status: string): number => receipts.filter((receipt) => receipt.status === status).length
