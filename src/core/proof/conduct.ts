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

const logit = (p: number): number => Math.log(p / (1 - p))

/** A chance by conduct, never none and never certain. */
const held = (p: number): number => Math.min(0.999, Math.max(0.001, p))

/** By rates of the other half: of all, of those in the same wide bands, of their equals. */
function conductScores(seen: readonly Observed[], window_days: number, did: Uint8Array): Float64Array {
  const groupsOf = (one: Observed): readonly [all: string, bands: string, cell: string] => ['all', bandsOf(one, window_days), cellOf(one)]
  const halves = [new Rates(), new Rates()]
  for (const [i, one] of seen.entries()) for (const group of groupsOf(one)) halves[1 - (i % 2)]?.add(group, did[i] === 1)
  return Float64Array.from(seen, (one, i) => {
    const rates = halves[i % 2] as Rates
    const [all, bands, cell] = groupsOf(one)
    return held(rates.of(cell, rates.of(bands, rates.of(all, 0))))
  })
}

/**
 * The conduct's scores, moved by what belonging to a group tells beyond it: by how much more of the group's members in the other half did than their conduct
 * foretold. One move for a group, whatever the conduct, so that few customers are enough to see one.
 */
function beyondConduct(conduct: Float64Array, did: Uint8Array, group: readonly (string | number)[]): Float64Array {
  const halves = [0, 1].map((half) => {
    const sums = new Map<string | number, { n: number; k: number; expected: number }>()
    for (const [i, name] of group.entries()) {
      if (i % 2 === half) continue
      const sum = sums.get(name) ?? { n: 0, k: 0, expected: 0 }
      sums.set(name, { n: sum.n + 1, k: sum.k + (did[i] as number), expected: sum.expected + (conduct[i] as number) })
    }
    return sums
  })
  return conduct.map((score, i) => {
    const { n, k, expected } = halves[i % 2]?.get(group[i] as string | number) ?? { n: 0, k: 0, expected: 0 }
    const mean = n === 0 ? score : expected / n
    return logit(score) + logit(held((k + LEANS_ON * mean) / (n + LEANS_ON))) - logit(mean)
  })
}

/**
 * Scores everybody by what was seen in the other half of the people, so that no score knows its own outcome.
 * @param deed what is to be foretold
 */
export function scoresOf(seen: readonly Observed[], window_days: number, deed: (one: Observed) => boolean): Scores {
  const did = Uint8Array.from(seen, (one) => Number(deed(one)))
  const conduct = conductScores(seen, window_days, did)
  return { conduct, did, map: beyondConduct(conduct, did, seen.map((one) => one.state)), heart: beyondConduct(conduct, did, seen.map(heartBand)) }
}
