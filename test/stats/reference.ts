import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Reference sets that are not part of this repository: looked for in `shared/data/reference` beside it. */
const FOLDER = resolve(import.meta.dirname, '../../../shared/data/reference')

export const REFERENCE_ABSENT = !existsSync(FOLDER)
export const REFERENCE_NOTE = REFERENCE_ABSENT ? ` (skipped: no ${FOLDER})` : ''

/** The rows of a file, by their heads. */
export function referenceRows(file: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(resolve(FOLDER, file), 'utf8').trim().split(/\r?\n/)
  const names = head.split(',').map((name) => name.replaceAll('"', ''))
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell.replaceAll('"', '')])))
}

export const referenceFile = (file: string): string => resolve(FOLDER, file)
