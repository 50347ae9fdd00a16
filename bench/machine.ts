import { availableParallelism, cpus, totalmem } from 'node:os'

/** When the benchmarks' companies end. */
export const END = Date.UTC(2026, 0, 1)

/** What a figure was measured on. */
export const machine = (): string =>
  `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform}-${process.arch}`

/** The middle of some figures: shared machines are noisy, one run proves nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] as number
}

/** Seconds that `work` took. */
export async function seconds(work: () => unknown): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

export const per = (count: number, s: number): string => `${Math.round(count / s).toLocaleString('en')}/s`
