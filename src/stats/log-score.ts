/** The logarithmic score: the mean of ln of the chance given to what happened (Good 1952). */

/** People of whom the same was said, and how many of them did. */
export interface CameOf {
  readonly n: number
  readonly came: number
}

/** A chance is never said to be none or certain. */
const NEAREST = 1e-9
export const heldChance = (chance: number): number => Math.min(1 - NEAREST, Math.max(NEAREST, chance))

/** The sum over people of ln of the chance given to what happened. */
export const logScoreSum = (chances: Float64Array, cells: readonly CameOf[]): number =>
  cells.reduce((sum, { n, came }, i) => sum + came * Math.log(chances[i]!) + (n - came) * Math.log1p(-chances[i]!), 0)

/** By how much the first scores better a person, and the standard error of that. */
export function scoresApart(first: Float64Array, second: Float64Array, cells: readonly CameOf[]): { mean: number; error: number } {
  let [n, sum, squares] = [0, 0, 0]
  for (const [i, cell] of cells.entries()) {
    const [ifCame, ifNot] = [Math.log(first[i]! / second[i]!), Math.log1p(-first[i]!) - Math.log1p(-second[i]!)]
    n += cell.n
    sum += cell.came * ifCame + (cell.n - cell.came) * ifNot
    squares += cell.came * ifCame ** 2 + (cell.n - cell.came) * ifNot ** 2
  }
  const mean = sum / n
  return { mean, error: Math.sqrt(Math.max(0, squares / n - mean * mean) / n) }
}
