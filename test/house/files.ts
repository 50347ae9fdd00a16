import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'

/** One text file of the tree; `path` is from the root, with slashes. */
export interface TextFile {
  readonly path: string
  readonly text: string
}

export const ROOT = resolve(import.meta.dirname, '../..')

const NOT_OURS = new Set(['node_modules', '.git', '.cache', 'data', 'coverage'])

/** Every file below the folders (or the root) whose name fits. */
export function filesOf(folders: readonly string[], name: RegExp): readonly TextFile[] {
  const found: TextFile[] = []
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory() && !NOT_OURS.has(entry.name)) walk(path)
      else if (entry.isFile() && name.test(entry.name)) found.push({ path: relative(ROOT, path).split(sep).join('/'), text: readFileSync(path, 'utf8') })
    }
  }
  for (const folder of folders) walk(join(ROOT, folder))
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}
