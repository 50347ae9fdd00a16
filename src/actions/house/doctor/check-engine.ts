import { MINUTE_MS } from '#core/units/time.ts'
import { lookAtFolder } from '#store/engine/look.ts'
import { bytesOfTelling, lookAtEngine } from '#store/house/doctor/engine.ts'
import { readTelling } from '#store/relationship/tellings.ts'
import { found, MB, megabytes, type Looked, type OpenSubject } from './subject.ts'

const SAFE = ['fsync', 'full_page_writes', 'synchronous_commit'] as const

/** The server: keeps what it says it keeps, tells the same time, takes every language. */
export async function checkEngine({ pool, now }: OpenSubject): Promise<Looked> {
  const before = now()
  const look = await lookAtEngine(pool)
  const apart = Math.max(before - look.now, look.now - now(), 0)
  return {
    findings: [
      ...SAFE.filter((name) => look[name] === 'off').map((name) => found('not_durable', { name })),
      ...(apart > MINUTE_MS ? [found('clock_apart', { minutes: Math.round(apart / MINUTE_MS) })] : []),
      ...(look.encoding === 'UTF8' ? [] : [found('encoding_wrong', { encoding: look.encoding })]),
    ],
  }
}

/** Room to spare beside what a second map takes: an import sorts on disk. */
const SPARE = 1024 * MB

/** Room: a retelling makes a second map beside the first. */
export async function checkRoom({ pool, settings }: OpenSubject): Promise<Looked> {
  const telling = settings.databaseUrl === undefined ? await readTelling(pool, 'current') : null
  if (!telling) return { findings: [] }
  const wanted = (await bytesOfTelling(pool, telling.id)) + SPARE
  const { free } = await lookAtFolder(settings)
  return { findings: free < wanted ? [found('disk_low', { folder: settings.data, free: megabytes(free), wanted: megabytes(wanted) })] : [] }
}
