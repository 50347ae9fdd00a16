import type { OnProgress } from '#actions/context.ts'

/** What an import goes through, and roughly which part of its time each takes: measured on files of 10,000 to 1,000,000 rows, where they lie within half and twice these. */
const SHARES: Readonly<Record<string, number>> = { reading: 0.3, gathering: 0.1, storing: 0.25, learning: 0.1, telling: 0.2, finishing: 0.05 }
const IN_DRY_RUN: ReadonlySet<string> = new Set(['reading', 'gathering', 'storing'])
const PHASES = Object.keys(SHARES)

/** Sooner than this nothing can be told. */
const AT_LEAST_MS = 1500

/** Adds to what is told of an import how long it will take yet, going by how long it took so far. Counts from when it is made. */
export function secondsLeft(tell: OnProgress, { dryRun }: { readonly dryRun: boolean }, clock: () => number = () => performance.now()): OnProgress {
  const begun = clock()
  const all = PHASES.filter((phase) => !dryRun || IN_DRY_RUN.has(phase)).reduce((sum, phase) => sum + (SHARES[phase] ?? 0), 0)
  return (progress) => {
    const at = PHASES.indexOf(progress.phase)
    const within = progress.total ? Math.min(1, progress.done / progress.total) : 0
    const share = at < 0 ? 0 : (PHASES.slice(0, at).reduce((sum, phase) => sum + (SHARES[phase] ?? 0), 0) + within * (SHARES[progress.phase] ?? 0)) / all
    const passed = clock() - begun
    const left = share > 0.02 && passed > AT_LEAST_MS ? Math.ceil((passed / share - passed) / 1000) : null
    tell({ ...progress, seconds_left: left === null ? null : Math.max(0, left) })
  }
}
