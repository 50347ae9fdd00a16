import type { Observed } from './observed.ts'

/** Upper edges of purchase days, and of silence as a share of the time after; beyond the last is a band of its own. */
const BOUGHT = [1, 2, 4, 9, 19] as const
const SILENT = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5] as const
/** Within a cell of equals nobody has been silent by more than this many times as long as another: in wider ones a state would tell of silence what conduct already knows. */
const ALIKE = 1.12

const bandOf = (value: number, edges: readonly number[]): number => {
  const at = edges.findIndex((edge) => value <= edge)
  return at < 0 ? edges.length : at
}

/** How often and how lately somebody bought, in a few wide bands. Whoever had not bought has one of their own. */
const bandsOf = ({ bought_days, silent_days }: Observed, window_days: number): string =>
  silent_days === null ? 'never' : `${bandOf(bought_days, BOUGHT)} ${bandOf(silent_days / window_days, SILENT)}`

/** The same so finely that those in one cell are equals in conduct. */
export const cellOf = (one: Observed): string =>
  one.silent_days === null ? 'never' : `${bandOf(one.bought_days, BOUGHT)} : ${Math.floor(Math.log(Math.max(one.silent_days, 1)) / Math.log(ALIKE))}`

/** The heart as a part of a cell. */
const HEARTS = [-0.3, 0, 0.3, 0.45] as const
export const heartBand = ({ heart }: Observed): number => (heart === null ? -1 : bandOf(heart, HEARTS))

/** What is known of a group counts as much as this many customers of the larger group around it. */
const LEANS_ON = 20

/** Counts of those who did, by a name for the group. */
class Rates {
  readonly #groups = new Map<string, { n: number; k: number }>()

  add(group: string, did: boolean): void {
    const found = this.#groups.get(group) ?? { n: 0, k: 0 }
    found.n++
    found.k += Number(did)
    this.#groups.set(group, found)
  }

  /** Of a group, leaning on what is expected where it is small. */
  of(group: string, expected: number): number {
    const { n, k } = this.#groups.get(group) ?? { n: 0, k: 0 }
    return (k + LEANS_ON * expected) / (n + LEANS_ON)
  }
}

/** Scores of the same people by what was known of them: conduct alone, with the state of the map, with the heart. */
export interface Scores {
  readonly conduct: Float64Array
  readonly map: Float64Array
  readonly heart: Float64Array
  readonly did: Uint8Array
}

/** The groups that somebody belongs to, each within the one before; the last two stand side by side. */
function groupsOf(one: Observed, window_days: number): readonly [all: string, bands: string, cell: string, map: string, heart: string] {
  const cell = cellOf(one)
  return ['all', bandsOf(one, window_days), cell, `${cell} ${one.state}`, `${cell} heart ${heartBand(one)}`]
}

/**
 * Scores everybody by rates learned from the other half, so that no score knows its own outcome: the rate of all, of those equal in conduct, and
 * of those equal in conduct who stand in the same state or have a like heart.
 * @param did what is to be foretold
 */
export function scoresOf(seen: readonly Observed[], window_days: number, did: (one: Observed) => boolean): Scores {
  const halves = [0, 1].map((half) => {
    const rates = new Rates()
    for (const [i, one] of seen.entries()) {
      if (i % 2 === half) continue
      for (const group of groupsOf(one, window_days)) rates.add(group, did(one))
    }
    return rates
  })
  const scores: Scores = { conduct: new Float64Array(seen.length), map: new Float64Array(seen.length), heart: new Float64Array(seen.length), did: Uint8Array.from(seen, (one) => Number(did(one))) }
  for (const [i, one] of seen.entries()) {
    const rates = halves[i % 2] as Rates
    const [all, bands, cell, map, heart] = groupsOf(one, window_days)
    const conduct = rates.of(cell, rates.of(bands, rates.of(all, 0)))
    scores.conduct[i] = conduct
    scores.map[i] = rates.of(map, conduct)
    scores.heart[i] = rates.of(heart, conduct)
  }
  return scores
}
