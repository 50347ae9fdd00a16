import type { Language } from '#core/history/kinds.ts'
import { isoOf, type Instant } from '#core/units/time.ts'
import { Refused } from '#contract/refusals.ts'
import type { Context, OnProgress } from '#actions/context.ts'
import { expectSameHouse } from '#actions/house/same-house.ts'
import { settleImport, settleUntold } from '#actions/relationship/settle.ts'
import { beginImport, forgetImport, letGoOfImport, noteImport } from '#store/history/imports.ts'
import { openStaging, type Staging } from '#store/history/staging.ts'
import { readCompany, type Company } from '#store/house/company.ts'
import { Gathering } from './gathering.ts'
import type { IntakeSetting } from './intake.ts'
import { moveIn, type MovedIn } from './move-in.ts'
import { intoFolder, type RejectsKeeper } from './keep-rejects.ts'
import { Rejects, type RowsOf } from './rejects.ts'
import { settleUnfinished } from './settle-unfinished.ts'
import type { ImportSummary } from './summary.ts'
import { fileIn } from './tally.ts'

export interface ImportOptions {
  readonly dryRun?: boolean
  readonly onProgress?: OnProgress
  /** Aborted, the import is given up and leaves nothing, unless its facts have moved in already. */
  readonly signal?: AbortSignal
  /** Aborted, the map is left to whoever finds the import unsettled: this process is about to end. */
  readonly leaving?: AbortSignal
  /** The job whose work this is. */
  readonly job?: number
  /** Where the file of rejected rows goes; without it none is written. */
  readonly rejectsFolder?: string
  /** Or who keeps it, also of a dry run. */
  readonly keepRejects?: RejectsKeeper
  /** In which language the rejected rows are explained. */
  readonly language?: Language
  /** The sample company's own facts, which alone may come to the sample company. */
  readonly sample?: boolean
}

/** What a reader of rows is handed. */
export interface Run {
  readonly setting: IntakeSetting
  readonly gathering: Gathering
  readonly onProgress: OnProgress
}

/** What is imported. */
export interface ImportSource {
  /** As it will be remembered. */
  readonly what: string
  /** Names of the files, by number. */
  readonly files: readonly string[]
  /** How much will be read, as far as is known. */
  readonly bytes: number | null
  /** Stages rows. */
  readonly read: (run: Run) => Promise<void>
  /** Fetches rows that are refused only after all was read. */
  readonly rowsOf?: RowsOf
}

/**
 * Runs one import: `read` stages rows, then all moves in at once and the map is brought up to date. Whatever happens before the one
 * transaction leaves nothing behind; what happens after it is made good by the next import or start (`settleUnfinished`).
 * @throws Refused `sample_present`, and whatever `read` refuses
 */
export async function runImport(ctx: Context, source: ImportSource, options: ImportOptions): Promise<ImportSummary> {
  const company = await readCompany(ctx.pool)
  if (!company) throw new Error('this database has no company yet: the house was never opened')
  if (company.sample && !options.sample) throw new Refused({ code: 'sample_present' })
  const dryRun = options.dryRun ?? false
  if (!dryRun) await settleUnfinished(ctx, options.onProgress)
  const staging = await openStaging(ctx.pool, source.bytes)
  let id: number | null = null
  let broken: Error | undefined
  try {
    if (!dryRun) id = await beginImport(staging.client, { what: source.what, begun_at: ctx.now(), made_by: ctx.actor, job: options.job ?? null })
    await expectSameHouse(staging.client, company) // from here on nothing is restored
    return await importWith(ctx, { id, company, staging, source, options })
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
  readonly source: ImportSource
  readonly options: ImportOptions
}

async function importWith(ctx: Context, { id, company, staging, source, options }: Job): Promise<ImportSummary> {
  const { files } = source
  const rejects = new Rejects(options.keepRejects ?? (id === null || options.rejectsFolder === undefined ? null : intoFolder(options.rejectsFolder, `import-${id}.rejects.csv`)))
  const setting: IntakeSetting = { company, now: ctx.now(), language: options.language ?? 'en', files }
  const gathering = new Gathering(staging, rejects)
  const { signal, onProgress = (): void => undefined } = options
  /** Up to the one transaction it can be given up. */
  const onProgressThere: OnProgress = (progress) => {
    signal?.throwIfAborted()
    onProgress(progress)
  }
  const phases: Record<string, number> = {}
  const timed = async <T>(phase: string, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now()
    return work().finally(() => (phases[phase] = (phases[phase] ?? 0) + (performance.now() - begun) / 1000))
  }
  const summarise = (moved: MovedIn): ImportSummary => summaryOf({ id, company, files, gathering, moved, phases })
  try {
    await timed('reading', () => source.read({ setting, gathering, onProgress: onProgressThere }))
    onProgressThere({ phase: 'storing', done: 0, total: null })
    const moved = await timed('storing', () => moveIn(ctx, { gathering, setting, importId: id, summarise, onProgress: onProgressThere }))
    const path = await rejects.close(source.rowsOf)
    if (id !== null) await timed('telling', () => settle(ctx, id, moved, { onProgress, ...(options.leaving && { signal: options.leaving }) }))
    const summary = summarise(moved)
    return { ...summary, rejected: { ...summary.rejected, groups: rejects.groups(), path } }
  } catch (error) {
    await rejects.discard()
    throw error
  }
}

/** Brings the map up to date, and remembers that it is. */
async function settle(ctx: Context, importId: number, moved: MovedIn, telling: { readonly onProgress: OnProgress; readonly signal?: AbortSignal }): Promise<void> {
  if (moved.taken > 0) await settleImport(ctx, { importId, ...telling })
  if (moved.moved_homes > 0) await settleUntold(ctx, importId, telling.onProgress)
  await noteImport(ctx.pool, importId, { settled: true })
}

interface ToSummarise {
  readonly id: number | null
  readonly company: Company
  readonly files: readonly string[]
  readonly gathering: Gathering
  readonly moved: MovedIn
  readonly phases: Readonly<Record<string, number>>
}

function summaryOf({ id, company, files, gathering: { tally, preview }, moved, phases }: ToSummarise): ImportSummary {
  const sum = (of: 'rows' | 'rejected'): number => tally.files.reduce((total, file) => total + (file?.[of] ?? 0), 0)
  return {
    id, dry_run: id === null, zone: company.zone, currency: company.currency, rows: sum('rows'),
    facts: { taken: moved.taken, known: moved.known }, kinds: { ...tally.kinds },
    records: { ...moved.records, read: { ...tally.records } }, customers_new: moved.customers_new,
    rejected: { rows: sum('rejected') + moved.unlisted, groups: [], path: null },
    files: files.map((name, i) => ({ name, ...fileIn(tally, i) })),
    passed_over: [], oldest: isoOrNull(tally.oldest), newest: isoOrNull(tally.newest), overlaps: moved.overlaps,
    seconds: Object.values(phases).reduce((a, b) => a + b, 0), phases: { ...phases }, preview,
  }
}

const isoOrNull = (at: Instant): string | null => (Number.isFinite(at) ? isoOf(at) : null)
