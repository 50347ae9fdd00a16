import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const MB = 1024

function kilobytes(file: string, name: string): number {
  try {
    return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0 // gone this moment, or no Linux
  }
}

/** MB that a process has in memory. */
export const memoryOf = (pid: number): number => kilobytes(`/proc/${pid}/status`, 'VmRSS') / MB

/** MB that all processes of the PostgreSQL over a folder have, what they share counted once. */
export function memoryOfDatabase(folder: string): number {
  const pids = readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === folder
    } catch {
      return false
    }
  })
  return pids.reduce((sum, pid) => sum + kilobytes(`/proc/${pid}/smaps_rollup`, 'Pss'), 0) / MB
}

/** By how much a minute something grows, fitted by least squares. */
export function slopeOf(points: readonly (readonly [minute: number, value: number])[]): number {
  const n = points.length
  const [x, y] = [points.reduce((sum, [minute]) => sum + minute, 0) / n, points.reduce((sum, [, value]) => sum + value, 0) / n]
  const spread = points.reduce((sum, [minute]) => sum + (minute - x) ** 2, 0)
  return spread === 0 ? 0 : points.reduce((sum, [minute, value]) => sum + (minute - x) * (value - y), 0) / spread
}
