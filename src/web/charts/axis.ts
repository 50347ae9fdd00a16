import { DAY_MS } from '#core/units/time.ts'
import type { Setting } from './picture.ts'
import { widthOf } from './text.ts'

/** A straight scale from a range of values to a range of px. A range of one value lies in the middle. */
export function scale([from, to]: readonly [number, number], [start, end]: readonly [number, number]): (value: number) => number {
  return to === from ? () => (start + end) / 2 : (value) => start + ((value - from) / (to - from)) * (end - start)
}

export const clamped = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most)

/** Round values within a range, about so many: 0, 0.2, 0.4 …; 0, 500, 1,000 …  */
export function ticks(from: number, to: number, about: number): number[] {
  if (!(to > from)) return [from]
  const rough = (to - from) / Math.max(1, about)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10) * power
  const first = Math.ceil(from / step - 1e-9)
  const count = Math.floor(to / step + 1e-9) - first
  // Multiplied, not added up, so that 0.6 is 0.6.
  const decimals = Math.max(0, -Math.floor(Math.log10(step)))
  return Array.from({ length: Math.max(0, count + 1) }, (_, i) => Number(((first + i) * step).toFixed(decimals)))
}

export interface TimeTick {
  readonly at: number
  readonly x: number
  readonly label: string
}

const SIZE = 11
const APART = 18

type Step = { readonly days: number } | { readonly months: number }
const STEPS: readonly Step[] = [
  ...[1, 2, 7, 14].map((days) => ({ days })), ...[1, 2, 3, 6, 12, 24, 60, 120, 300, 600, 1200].map((months) => ({ months })),
]

/**
 * Where days, months or years begin between two moments, as close as their names have room for. A tick stands at noon UTC of its
 * first day, which nearly everywhere on earth is that day: the name is always true, and the place is off by hours in a picture of weeks.
 */
export function timeTicks(from: number, to: number, [start, end]: readonly [number, number], { formats }: Setting): readonly TimeTick[] {
  const x = scale([from, to], [start, end])
  for (const step of STEPS) {
    const label = 'days' in step ? formats.dayOfMonth : step.months >= 12 ? formats.year : step.months === 1 && to - from > 300 * DAY_MS ? formats.monthName : formats.month
    const least = ('days' in step ? step.days : step.months * 28) * DAY_MS
    // No name is wider than this; too many steps need not be tried.
    if (((end - start) * least) / Math.max(1, to - from) < 20) continue
    const found = momentsOf(step, from, to).map((at) => ({ at, x: x(at), label: label(at) }))
    const shown = found.filter((tick) => fits(tick, start, end))
    if (shown.every((tick, i) => i === 0 || tick.x - shown[i - 1]!.x >= (widthOf(tick.label, SIZE) + widthOf(shown[i - 1]!.label, SIZE)) / 2 + APART)) return shown
  }
  return []
}

const fits = ({ x, label }: TimeTick, start: number, end: number): boolean => x - widthOf(label, SIZE) / 2 >= start && x + widthOf(label, SIZE) / 2 <= end

function momentsOf(step: Step, from: number, to: number): number[] {
  const found: number[] = []
  const begin = new Date(from)
  for (let i = 0; ; i++) {
    const at = 'days' in step
      ? (Math.floor(from / DAY_MS / step.days) + i) * step.days * DAY_MS + DAY_MS / 2
      : Date.UTC(Math.floor(begin.getUTCFullYear() / Math.max(1, step.months / 12)) * Math.max(1, step.months / 12), i * step.months, 1, 12)
    if (at > to) return found
    if (at >= from) found.push(at)
  }
}
