import { setTimeout as sleep } from 'node:timers/promises'
import { LANGUAGES, type Language } from '#core/history/kinds.ts'
import { STATES } from '#core/relationship/state.ts'
import { Refused, type Result } from '#contract/refusals.ts'
import type { Context, OnProgress } from '#actions/context.ts'
import { importFiles } from '#actions/history/import/import-files.ts'
import { settleUnfinished } from '#actions/history/import/settle-unfinished.ts'
import type { ImportSummary } from '#actions/history/import/summary.ts'
import { importOfJob, noteImport, type ImportRow } from '#store/history/imports.ts'
import { noteMappingUsed } from '#store/history/mappings.ts'
import { noteUpload, readUpload, removeUpload, type UploadRow } from '#store/history/uploads.ts'
import type { JobRow } from '#store/house/jobs.ts'
import { countByState } from '#store/relationship/standings.ts'
import { readTelling } from '#store/relationship/tellings.ts'
import { secondsLeft } from './seconds-left.ts'
import type { Found } from './show-upload.ts'
import { intoUploads, sourceOf } from './upload-source.ts'

interface Work {
  readonly signal: AbortSignal
  readonly leaving: AbortSignal
  readonly onProgress: OnProgress
}

type Came = Readonly<Record<string, number | boolean>>

const languageOf = ({ input }: JobRow): Language => LANGUAGES.find((language) => language === input['language']) ?? 'en'

async function uploadOf(ctx: Context, { input }: JobRow): Promise<UploadRow> {
  const id = String(input['upload'])
  const upload = await readUpload(ctx.pool, id)
  if (!upload) throw new Refused({ code: 'upload_unknown', values: { id } })
  return upload
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Refused(...result.refusals)
  return result.value
}

/** What is kept of what was found: the rows that were shown are not. */
const foundIn = ({ preview: _rows, ...summary }: ImportSummary): Found => ({ summary, rejects: summary.rejected.path })

async function run(ctx: Context, job: JobRow, upload: UploadRow, { signal, leaving, onProgress, dryRun }: Work & { readonly dryRun: boolean }): Promise<ImportSummary> {
  const { name, mapping, mapping_name } = upload
  const plain = name.replace(/\.\w{2,6}(\.gz)?$/i, '')
  return valueOf(await importFiles(ctx, {
    what: name, files: [sourceOf(ctx, upload)], dryRun, signal, leaving, language: languageOf(job), onProgress: secondsLeft(onProgress, { dryRun }),
    keepRejects: intoUploads(ctx, `${plain}.rejects.csv`),
    ...(!dryRun && { job: job.id }),
    ...(mapping !== null && { mapping: { name: mapping_name ?? 'mapping', text: mapping } }),
  }))
}

/** Reads a whole file as an import would, and keeps what it found; nothing else is changed. */
export async function checkUpload(ctx: Context, job: JobRow, work: Work): Promise<Came> {
  const upload = await uploadOf(ctx, job)
  const found = foundIn(await run(ctx, job, upload, { ...work, dryRun: true }))
  const before = (upload.checked as Found | null)?.rejects
  await noteUpload(ctx.pool, upload.id, { checked: found }, ctx.now())
  if (before) await removeUpload(ctx.pool, before)
  return { rows: found.summary.rows, facts: found.summary.facts.taken, rejected: found.summary.rejected.rows }
}

/**
 * Imports a file. A try that comes after one whose process died once the facts were in does not import again: it brings the map up to date, and
 * finds the refused rows anew by a dry run, since the same rows are refused of the same file.
 */
export async function importUpload(ctx: Context, job: JobRow, work: Work): Promise<Came> {
  const upload = await uploadOf(ctx, job)
  const asAsked = { ...ctx, actor: job.asked_by }
  const before = await statesBefore(ctx, upload, job.id)
  const earlier = await settledBefore(asAsked, job, work)
  const summary = await run(asAsked, job, upload, { ...work, dryRun: earlier !== null })
  const id = earlier?.id ?? (summary.id as number)
  const map = { before, after: await statesNow(ctx) }
  await noteImport(ctx.pool, id, { map, upload: upload.id })
  await noteUpload(ctx.pool, upload.id, { outcome: { import: id, ...foundIn(summary) } }, ctx.now())
  if (upload.mapping_name !== null) await noteMappingUsed(ctx.pool, upload.mapping_name, ctx.now())
  const taken = earlier === null ? summary.facts.taken : ((earlier.summary['facts'] as { taken?: number } | undefined)?.taken ?? 0)
  return { import: id, rows: summary.rows, facts: taken, rejected: summary.rejected.rows }
}

const LOOK_AGAIN_MS = 200

/**
 * The import that an earlier try of a job has moved in, once the map knows of it: told of it here, or by whoever is at it. The connection of a process that died may
 * hold it for a moment yet.
 */
async function settledBefore(ctx: Context, { id }: JobRow, { leaving, onProgress }: Work): Promise<ImportRow | null> {
  for (;;) {
    const earlier = await importOfJob(ctx.pool, id)
    if (earlier === null || earlier.summary['settled'] !== false) return earlier
    leaving.throwIfAborted()
    if ((await settleUnfinished(ctx, onProgress)) === 0) await sleep(LOOK_AGAIN_MS)
  }
}

interface Before {
  readonly job: number
  readonly before: Readonly<Record<string, number>>
}

/** How many customers stood in each state before this import began, whichever try of it this is. */
async function statesBefore(ctx: Context, { id, outcome }: UploadRow, job: number): Promise<Readonly<Record<string, number>>> {
  const known: Before | null = outcome && 'before' in outcome ? (outcome as Before) : null
  if (known?.job === job) return known.before
  const before = await statesNow(ctx)
  await noteUpload(ctx.pool, id, { outcome: { job, before } }, ctx.now())
  return before
}

async function statesNow(ctx: Context): Promise<Readonly<Record<string, number>>> {
  const telling = await readTelling(ctx.pool, 'current')
  const counts = telling ? await countByState(ctx.pool, telling.id) : new Map<number, number>()
  return Object.fromEntries(STATES.map((state, i) => [state, counts.get(i + 1) ?? 0]))
}
