import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Refused, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { importFiles, type MappingText } from './import-files.ts'
import type { ImportOptions } from './import-run.ts'
import { sourceFiles, type SourceFile } from './sources.ts'
import type { ImportSummary } from './summary.ts'

export interface ImportInput extends ImportOptions {
  /** Files and folders. */
  readonly paths: readonly string[]
  /** Without one only Troth's own fact files are read. */
  readonly mapping?: MappingText
}

/** Brings a history in from files and folders of this machine. Refuses with `file_missing` and whatever the files do not allow. */
export async function importPaths(ctx: Context, { paths, ...input }: ImportInput): Promise<Result<ImportSummary>> {
  let files: readonly SourceFile[]
  try {
    files = await sourceFiles(paths)
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusals: error.refusals }
    throw error
  }
  return importFiles(ctx, { ...input, files, what: paths.map((path) => basename(path)).join(', ') })
}

/** Reads the YAML of a mapping. @throws Refused `file_missing` */
export async function mappingFile(path: string): Promise<MappingText> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Refused({ code: 'file_missing', values: { file: path } })
  })
  return { name: basename(path), text }
}

