import { area, curveMonotoneX, line } from 'd3-shape'
import { scale } from '../axis.ts'
import { px } from '../curve.ts'
import type { Box, Node, Tone } from '../picture.ts'

/** A course over time in little room. Its ground fades out below, for it does not stand on zero. */
export function sparkline(values: readonly { readonly at: string; readonly customers: number }[], { x, y, width, height }: Box, tone: Tone): Node[] {
  const [first, last] = [values[0], values.at(-1)]
  if (!first || !last) return []
  const [least, most] = rangeOf(values.map(({ customers }) => customers))
  const across = scale([Date.parse(first.at), Date.parse(last.at)], [x + 2, x + width - 5])
  const up = scale([least, most], [y + height - 4, y + 5])
  const points = values.map(({ at, customers }): [number, number] => [px(across(Date.parse(at))), px(up(customers))])
  const end = points.at(-1) ?? [x, y]
  const ground = area(([a]) => a, y + height, ([, b]) => b).curve(curveMonotoneX)(points) ?? ''
  const course = line(([a]) => a, ([, b]) => b).curve(curveMonotoneX)(points) ?? ''
  return [
    ...(points.length > 1 ? [
      { shape: 'path', d: ground, fill: { tone, from: [x, y], to: [x, y + height], opacity: [0.22, 0] } } as const,
      { shape: 'path', d: course, stroke: tone, line: 2 } as const,
    ] : []),
    { shape: 'circle', at: [end[0], end[1]], r: 3, fill: tone },
  ]
}

/** From the least to the most, and never less than a tenth of the level: a ripple is not to look like a wave. */
export function rangeOf(values: readonly number[]): [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const span = Math.max(most - least, most * 0.1, 2)
  const middle = (least + most) / 2
  return [middle - span / 2, middle + span / 2]
}
