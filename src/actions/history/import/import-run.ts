import type { Language } from '#core/history/kinds.ts'
import { isoOf, type Instant } from '#core/units/time.ts'
import { wordsOf } from '#core/words/index.ts'
import { Refused, type Refusal } from '#contract/refusals.ts'
import type { Context, OnProgress } from '#actions/context.ts'
import { expectSameHouse } from '#actions/house/same-house.ts'
import { settleCustomers, settleImport } from '#actions/relationship/settle.ts'
import { beginImport, forgetImport, letGoOfImport, noteImport } from '#store/history/imports.ts'
import { openStaging, type Staging } from '#store/history/staging.ts'
import { readCompany, type Company } from '#store/house/company.ts'
import { Intake } from './intake.ts'
import { moveIn, type MovedIn } from './move-in.ts'
import { Rejects, type RowsOf } from './rejects.ts'
import { settleUnfinished } from './settle-unfinished.ts'
import type { ImportSummary } from './summary.ts'

export interface ImportOptions {
  readonly dryRun?: boolean
  readonly onProgress?: OnProgress
  /** Where the file of rejected rows goes; without it none is written. */
  readonly rejectsFolder?: string
  /** In which language the rejected rows are explained. */
  readonly language?: Language
  /** The sample company's own facts, which alone may come to the sample company. */
  readonly sample?: boolean
}

/** What a reader of rows is handed. */
export interface Run {
  readonly company: Company
  readonly staging: Staging
  readonly intake: Intake
  readonly onProgress: OnProgress
  /** To be awaited between pieces of a file, so that what was read is sent on and memory stays the same. */
  readonly breathe: () => Promise<void>
}

/**
 * Runs one import: `read` stages rows, then all moves in at once and the map is brought up to date. Whatever happens before the one
 * transaction leaves nothing behind; what happens after it is made good by the next import or start (`settleUnfinished`).
 * @param rowsOf fetches rows that are refused only after all was read
 * @throws Refused `sample_present`, and whatever `read` refuses
 */
export async function runImport(ctx: Context, what: string, files: readonly string[], options: ImportOptions, read: (run: Run) => Promise<void>, rowsOf?: RowsOf): Promise<ImportSummary> {
  const company = await readCompany(ctx.pool)
  if (!company) throw new Error('this database has no company yet: the house was never opened')
  if (company.sample && !options.sample) throw new Refused({ code: 'sample_present' })
  const dryRun = options.dryRun ?? false
  if (!dryRun) await settleUnfinished(ctx, options.onProgress)
  const staging = await openStaging(ctx.pool)
  let id: number | null = null
  let broken: Error | undefined
  try {
    if (!dryRun) id = await beginImport(staging.client, what, ctx.now())
    await expectSameHouse(staging.client, company) // from here on nothing is restored
    return await importWith(ctx, { id, company, staging, files, options, read, rowsOf })
  } catch (error) {
    if (id !== null) await forgetImport(ctx.pool, id).catch(() => undefined)
    broken = error instanceof Refused ? undefined : (error as Error)
    throw error
  } finally {
    if (id !== null && !broken) await letGoOfImport(staging.client, id).catch((error: Error) => (broken = error))
    await staging.close(broken)
  }
}

interface Job {
  readonly id: number | null
  readonly company: Company
  readonly staging: Staging
  readonly files: readonly string[]
  readonly options: ImportOptions
  readonly read: (run: Run) => Promise<void>
  readonly rowsOf: RowsOf | undefined
}

async function importWith(ctx: Context, { id, company, staging, files, options, read, rowsOf }: Job): Promise<ImportSummary> {
  const words = wordsOf(options.language ?? 'en')
  const say = ({ code, values }: Refusal): string => words.say(`refusal.${code}`, values)
  const rejects = new Rejects(id === null ? null : (options.rejectsFolder ?? null), `import-${id}.rejects.csv`)
  const intake = new Intake({ company, now: ctx.now(), staging, rejects, say, files })
  const onProgress = options.onProgress ?? ((): void => undefined)
  const phases: Record<string, number> = {}
  const timed = async <T>(phase: string, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now()
    return work().finally(() => (phases[phase] = (phases[phase] ?? 0) + (performance.now() - begun) / 1000))
  }
  const breathe = async (): Promise<void> => {
    await staging.breathe()
    await rejects.breathe()
  }
  const summarise = (moved: MovedIn): ImportSummary => summaryOf(id, company, files, intake, moved, phases)
  try {
    await timed('reading', () => read({ company, staging, intake, onProgress, breathe }))
    onProgress({ phase: 'storing', done: 0, total: null })
    const moved = await timed('storing', () => moveIn(ctx, { staging, intake, company, importId: id, summarise, breathe }))
    const path = await rejects.close(rowsOf)
    if (id !== null) await timed('telling', () => settle(ctx, id, moved, onProgress))
    const summary = summarise(moved)
    return { ...summary, rejected: { ...summary.rejected, groups: rejects.groups(), path } }
  } catch (error) {
    await rejects.discard()
    throw error
  }
}

/** Brings the map up to date, and remembers that it is. */
async function settle(ctx: Context, importId: number, moved: MovedIn, onProgress: OnProgress): Promise<void> {
  if (moved.taken > 0) await settleImport(ctx, { importId, onProgress })
  if (moved.moved_homes.length > 0) await settleCustomers(ctx, moved.moved_homes, onProgress)
  await noteImport(ctx.pool, importId, { settled: true, unsettled: null })
}

function summaryOf(id: number | null, company: Company, files: readonly string[], intake: Intake, moved: MovedIn, phases: Record<string, number>): ImportSummary {
  const { tally } = intake
  const sum = (of: 'rows' | 'rejected'): number => tally.files.reduce((total, file) => total + file[of], 0)
  return {
    id, dry_run: id === null, zone: company.zone, currency: company.currency, rows: sum('rows'),
    facts: { taken: moved.taken, known: moved.known }, kinds: { ...tally.kinds },
    records: { ...moved.records, read: { ...tally.records } }, customers_new: moved.customers_new,
    rejected: { rows: sum('rejected'), groups: [], path: null },
    files: files.map((name, i) => ({ name, ...(tally.files[i] as { rows: number; facts: number; records: number; rejected: number }) })),
    passed_over: [], oldest: isoOrNull(tally.oldest), newest: isoOrNull(tally.newest), overlaps: moved.overlaps,
    seconds: Object.values(phases).reduce((a, b) => a + b, 0), phases: { ...phases }, preview: intake.preview,
  }
}

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : isoOf(at))
