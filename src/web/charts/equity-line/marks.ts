import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { clamped } from '../axis.ts'

type Mark = CustomerAnswer['marks'][number]

/** What was laid in and taken out within one column of the picture. */
export interface FoldedMark extends Mark {
  readonly id: string
  /** Where its column begins, and where in it the bar stands. */
  readonly column: number
  readonly x: number
  readonly wide: number
}

/** A column is as wide as a finger needs (WCAG 2.2, target size): whatever falls into it is one mark. */
const COLUMN = 24
const EDGE = 5

/** Marks by columns, so that none lies over another, be they 3 or 3,000. Nothing is lost: counts and sums are those of all in a column. */
export function foldedMarks(marks: readonly Mark[], { start, end, x }: { start: number; end: number; x: (at: number) => number }): FoldedMark[] {
  const columns = Math.max(1, Math.floor((end - start) / COLUMN))
  const width = (end - start) / columns
  const columnOf = (mark: Mark): number => clamped(Math.floor((x(middleOf(mark)) - start) / width), 0, columns - 1)
  return [...Map.groupBy(marks, columnOf)].toSorted(([a], [b]) => a - b).map(([column, some]): FoldedMark => {
    const left = start + column * width
    const together = sumOf(some)
    const place = some.length === 1 ? x(middleOf(together)) : left + width / 2
    const lone = together.deposits + together.withdrawals === 1
    return { ...together, id: `facts ${column}`, column: left + (width - COLUMN) / 2, x: clamped(place, left + EDGE, left + width - EDGE), wide: lone ? 6 : 9 }
  })
}

const middleOf = ({ at, until }: Mark): number => (Date.parse(at) + Date.parse(until)) / 2

function sumOf(marks: readonly Mark[]): Mark {
  const sum = (of: 'deposits' | 'gain' | 'withdrawals' | 'loss'): number => marks.reduce((all, mark) => all + mark[of], 0)
  const [first] = marks as readonly [Mark]
  const times = marks.flatMap(({ at, until }) => [at, until]).toSorted()
  return {
    at: times[0] ?? first.at, until: times.at(-1) ?? first.until, deposits: sum('deposits'), gain: sum('gain'), withdrawals: sum('withdrawals'), loss: sum('loss'),
    fact: marks.length === 1 ? first.fact : null,
  }
}
