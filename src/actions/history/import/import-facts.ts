import type { Fact } from '#core/history/fact.ts'
import type { CompanyRecord } from '#core/history/record.ts'
import type { Context } from '#actions/context.ts'
import { Intake } from './intake.ts'
import { runImport, type ImportOptions, type Run } from './import-run.ts'
import type { ImportSummary } from './summary.ts'

/** A fact or a record that is made already. */
export type Item = { readonly fact: Fact } | { readonly record: CompanyRecord }

const PIECE = 2000

/**
 * Imports facts and records from a program instead of files: the same staging, the same single transaction, the same telling. What
 * comes is trusted to be what its type says.
 * @param options.total how many items will come, if that is known, for the progress
 */
export async function importFacts(ctx: Context, what: string, items: Iterable<Item> | AsyncIterable<Item>, options: ImportOptions & { readonly total?: number } = {}): Promise<ImportSummary> {
  const read = async ({ setting, gathering, onProgress }: Run): Promise<void> => {
    const intake = new Intake(setting)
    let line = 0
    for await (const item of items) {
      line++
      intake.row(0)
      if ('fact' in item) intake.fact(item.fact, { file: 0, line, text: '' })
      else intake.record(item.record, { file: 0, line, text: '' })
      if (line % PIECE === 0) {
        await gathering.take(intake.outcome())
        onProgress({ phase: 'reading', done: line, total: options.total ?? null })
      }
    }
    await gathering.take(intake.outcome())
  }
  return runImport(ctx, { what, files: [what], bytes: null, read }, options)
}
