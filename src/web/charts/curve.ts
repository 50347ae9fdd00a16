import type { Box, Point } from './picture.ts'

/** A cubic Bézier curve by its ends and the two points that draw it. */
export type Curve = readonly [Point, Point, Point, Point]

const mixed = (t: number, a: number, b: number, c: number, d: number): number => {
  const u = 1 - t
  return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d
}

/** The point of a curve at `t`, from 0 (its start) to 1 (its end). */
export const pointAt = ([a, b, c, d]: Curve, t: number): Point => [mixed(t, a[0], b[0], c[0], d[0]), mixed(t, a[1], b[1], c[1], d[1])]

export const pathOf = ([a, b, c, d]: Curve): string => `M${px(a[0])},${px(a[1])}C${px(b[0])},${px(b[1])} ${px(c[0])},${px(c[1])} ${px(d[0])},${px(d[1])}`

/** A length as it is written into a path: to a hundredth. */
export const px = (value: number): number => Math.round(value * 100) / 100

const STEPS = 24

/** Does a line of this width along the curve touch the box? Looked at in 24 steps, which is finer than any label. */
export function touches(curve: Curve, width: number, { x, y, width: w, height: h }: Box): boolean {
  const r = width / 2
  for (let i = 0; i <= STEPS; i++) {
    const [px_, py] = pointAt(curve, i / STEPS)
    if (px_ > x - r && px_ < x + w + r && py > y - r && py < y + h + r) return true
  }
  return false
}
