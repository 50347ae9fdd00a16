import { execFile } from 'node:child_process'
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const MB = 2 ** 20

/** A disk so small that it can be filled. */
export interface SmallDisk {
  readonly folder: string
  /** Leaves so many MB free. */
  readonly fill: (leave: number) => Promise<void>
  readonly makeRoom: () => Promise<void>
  readonly remove: () => Promise<void>
}

/** Makes one, in memory; says why where this machine does not let us mount. */
export async function smallDisk(mb: number): Promise<SmallDisk | string> {
  const folder = await mkdtemp(join(tmpdir(), 'troth-disk-'))
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${mb}m,mode=0755`, 'none', folder]).then(() => null, (error: Error & { stderr?: string }) => error.stderr?.trim() || error.message)
  if (mounted !== null) {
    await rm(folder, { recursive: true })
    return `this machine lets nobody mount a small disk: ${mounted}`
  }
  const ballast = join(folder, 'ballast')
  return {
    folder,
    async fill(leave) {
      for (;;) {
        const { bsize, bavail } = await statfs(folder)
        // The database may take some of the room while it is filled up.
        const error: unknown = await writeFile(ballast, Buffer.alloc(Math.max(0, bsize * bavail - leave * MB))).catch((thrown: unknown) => thrown)
        if (error === undefined) return
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
        await rm(ballast, { force: true })
        await new Promise((go) => setTimeout(go, 200))
      }
    },
    makeRoom: () => rm(ballast, { force: true }),
    async remove() {
      await run('umount', ['-l', folder])
      await rm(folder, { recursive: true, force: true })
    },
  }
}
