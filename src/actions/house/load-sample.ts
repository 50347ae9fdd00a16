import type { Fact } from '#core/history/fact.ts'
import type { CompanyRecord } from '#core/history/record.ts'
import type { CostRow } from '#core/money/cost-row.ts'
import type { Context, OnProgress } from '#actions/context.ts'
import { importFacts, type Item } from '#actions/history/import/import-facts.ts'
import type { ImportSummary } from '#actions/history/import/summary.ts'
import { keepCosts } from '#actions/money/bring-costs.ts'
import { readCompany, updateCompany } from '#store/house/company.ts'
import { hasFacts, isTouched } from '#store/house/emptiness.ts'

/** A company as it is played: whoever plays it hands it in, so that what acts does not lean on what it is tried with. */
export interface PlayedCompany {
  readonly company: { readonly name: string; readonly zone: string; readonly currency: string; readonly languages: readonly string[] }
  readonly records: Iterable<CompanyRecord>
  readonly customers: Iterable<{ readonly record: CompanyRecord; readonly facts: readonly Fact[] }>
  /** What it spent to win and to keep those whom one pass over `customers` has shown. */
  readonly costs?: () => readonly CostRow[]
}

/** Is this a database that nobody has made theirs yet, or one whose sample was begun and never came in? */
export async function wantsSample(ctx: Context): Promise<boolean> {
  const company = await readCompany(ctx.pool)
  return company?.sample ? !(await hasFacts(ctx.pool)) : !(await isTouched(ctx.pool))
}

/**
 * Loads a sample company. Its facts move in all at once; a process killed before that leaves only the company's name, which the next
 * start takes for a sample that was begun.
 * @param options.customers how many there are, for the progress
 * @throws the reason of `signal` when it is aborted before the facts are in
 */
export async function loadSample(ctx: Context, played: PlayedCompany, options: { customers: number; onProgress?: OnProgress; signal?: AbortSignal }): Promise<ImportSummary> {
  await updateCompany(ctx.pool, { ...played.company, sample: true })
  const onProgress = options.onProgress ?? ((): void => undefined)
  const summary = await importFacts(ctx, 'sample', itemsOf(played, options.customers, onProgress, options.signal), {
    sample: true,
    // Read customers are counted below: how many facts there will be, nobody knows.
    onProgress: (progress) => progress.phase !== 'reading' && onProgress(progress),
  })
  const costs = played.costs?.() ?? []
  if (costs.length > 0) await keepCosts(ctx, 'costs.csv', costs)
  return summary
}

function* itemsOf({ records, customers }: PlayedCompany, total: number, onProgress: OnProgress, signal?: AbortSignal): Generator<Item> {
  for (const record of records) yield { record }
  let done = 0
  for (const { record, facts } of customers) {
    signal?.throwIfAborted()
    yield { record }
    for (const fact of facts) yield { fact }
    onProgress({ phase: 'reading', done: ++done, total })
  }
}
