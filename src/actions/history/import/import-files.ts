import { matches } from '#core/history/mapping/columns.ts'
import type { GuessFor } from '#core/history/mapping/look/guess.ts'
import type { Mapping } from '#core/history/mapping/mapping.ts'
import { starterFor } from '#contract/history/mapping-text.ts'
import { parseMapping } from '#contract/history/mapping.ts'
import { Refused, yes, type Refusal, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { readCompany } from '#store/house/company.ts'
import { gatherGroups } from './gather-groups.ts'
import { runImport, type ImportOptions, type Run } from './import-run.ts'
import { outputsOf, planMapped, type PlannedFile } from './planned.ts'
import { readFiles } from './read-files.ts'
import { rowsOn } from './read-rows.ts'
import { headOf, type SourceFile } from './sources.ts'
import type { ImportSummary } from './summary.ts'

/** A mapping's YAML and what to call it. */
export interface MappingText {
  readonly name: string
  readonly text: string
}

export interface FilesInput extends ImportOptions {
  /** What is imported, as it will be remembered. */
  readonly what: string
  readonly files: readonly SourceFile[]
  /** Without one only Troth's own fact files are read. */
  readonly mapping?: MappingText
}

/**
 * Brings a company's history in from files, wherever they are: CSV or NDJSON, plain or gzip, in any order and of any size. Rows that are wrong are left
 * out and listed; what cannot be read at all (a mapping that is wrong, a column that is not there) is refused whole.
 */
export async function importFiles(ctx: Context, { what, files, mapping, ...options }: FilesInput): Promise<Result<ImportSummary>> {
  try {
    const read = mapping ? parseMapping(mapping.text, mapping.name) : null
    if (read && !read.ok) return read
    const plan = await planOf(files, read?.value ?? null, () => readCompany(ctx.pool))
    const summary = await runImport(ctx, {
      what: what.slice(0, 500),
      files: plan.files.map((file) => file.source.name),
      bytes: plan.files.reduce((sum, file) => sum + file.source.bytes, 0),
      read: (run) => readAll(plan.files, run),
      rowsOf: (file, lines) => rowsOn(plan.files[file] as PlannedFile, lines),
    }, options)
    return yes({ ...summary, passed_over: plan.passedOver })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusals: error.refusals }
    throw error
  }
}

interface Plan {
  readonly files: readonly PlannedFile[]
  readonly passedOver: readonly string[]
}

/** Finds out how each file is to be read. @throws Refused `file_unmapped`, for all files at once that nothing says how to read; `column_missing` */
async function planOf(sources: readonly SourceFile[], mapping: Mapping | null, company: () => Promise<GuessFor | null>): Promise<Plan> {
  const files: PlannedFile[] = []
  const passedOver: string[] = []
  const refusals: Refusal[] = []
  for (const source of sources) {
    const number = files.length
    const place = mapping ? mapping.files.findIndex((file) => matches(file.name, source.name)) : -1
    if (mapping && place >= 0) files.push(await planMapped(source, number, mapping, place))
    else if (mapping && source.found) passedOver.push(source.name)
    else {
      const head = await headOf(source)
      if (head.trimStart().startsWith('{')) files.push({ source, layout: { number, form: 'facts' } })
      else refusals.push(unmapped(source, head, (await company()) ?? NOBODYS))
    }
  }
  if (refusals.length > 0) throw new Refused(...refusals)
  if (files.length === 0) throw new Refused({ code: 'file_unmapped', values: { file: passedOver.join(', '), found: '', starter: '' } })
  return { files, passedOver }
}

const NOBODYS: GuessFor = { zone: 'UTC', currency: 'EUR' }

function unmapped(source: SourceFile, head: string, company: GuessFor): Refusal {
  const { columns, yaml } = starterFor(source.name, head, company)
  return { code: 'file_unmapped', values: { file: source.name, found: columns.join(', ').slice(0, 1000), starter: yaml } }
}

async function readAll(files: readonly PlannedFile[], run: Run): Promise<void> {
  const { setting, gathering, onProgress } = run
  await readFiles(files, setting, gathering, (done, total) => onProgress({ phase: 'reading', done, total }))
  const outputs = new Map(files.flatMap((file) => outputsOf(file.layout, setting.company).map((output) => [output.number, output] as const)))
  if (gathering.staging.counts.parts > 0) await gatherGroups(run, outputs)
}
