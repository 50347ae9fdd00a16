import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Who keeps the file of rejected rows. Nothing is asked of them where nothing was rejected. */
export interface RejectsKeeper {
  /** Takes more of its text; resolves when there is room for more. */
  write(text: string): Promise<void>
  /** No more comes. @returns where the file is to be found */
  end(): Promise<string>
  /** The import came to nothing: neither does the file. */
  discard(): Promise<void>
}

/** Keeps it as a file in a folder, which is made where it is missing. */
export function intoFolder(folder: string, name: string): RejectsKeeper {
  const path = join(folder, name)
  let out: WriteStream | undefined
  return {
    async write(text) {
      if (!out) {
        await mkdir(folder, { recursive: true })
        out = createWriteStream(path)
      }
      if (!out.write(text)) await once(out, 'drain')
    },
    async end() {
      out?.end()
      if (out) await once(out, 'close')
      return path
    },
    async discard() {
      out?.destroy()
      await rm(path, { force: true })
    },
  }
}
