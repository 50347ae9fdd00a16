import { scale } from './axis.ts'
import { px } from './curve.ts'
import type { Group, Node, Picture, Setting, Tone, View } from './picture.ts'
import { fitted, listed, widthOf } from './text.ts'

/** A step of a waterfall: an amount that is added or taken off, or (`level`) what there is at that point in all. */
export interface Step {
  readonly id: string
  readonly name: string
  readonly kind: 'level' | 'change'
  readonly amount: number
  /** How many stand behind it. */
  readonly n?: number
  readonly tone?: Tone
}

/** A step as it is drawn: its bar lies between what there was before it and what there is after. */
export interface Fall extends Step {
  readonly from: number
  readonly to: number
}

const NARROW = 520
const GAP = 14
const BAR = 14

/** Each step from where the one before has ended; a level begins at nothing. */
export function fallsOf(steps: readonly Step[]): Fall[] {
  let level = 0
  return steps.map((step) => {
    const from = step.kind === 'level' ? 0 : level
    level = step.kind === 'level' ? step.amount : level + step.amount
    return { ...step, from, to: level }
  })
}

/** How one sum became another, step under step, each beginning where the last one ended. @param format writes an amount; changes come with their sign */
export function waterfall(steps: readonly Step[], format: (amount: number) => string, setting: Setting, view: View): Picture {
  const falls = fallsOf(steps)
  const narrow = view.width < NARROW
  const height = narrow ? 44 : 32
  const rights = falls.map((fall) => rightText(fall, format, setting))
  const rightWidth = Math.min(view.width * 0.6, Math.max(0, ...rights.map((text) => widthOf(text, 12))))
  const labelWidth = narrow ? 0 : Math.min(view.width * 0.36, Math.max(0, ...falls.map(({ name }) => widthOf(name, 13))))
  const [left, right] = narrow ? [0, view.width] : [labelWidth + GAP, Math.max(labelWidth + GAP, view.width - rightWidth - GAP)]
  const levels = falls.flatMap(({ from, to }) => [from, to])
  const [least, most] = [Math.min(0, ...levels), Math.max(0, ...levels)]
  const at = scale([least, most === least ? least + 1 : most], [left, right])
  const barAt = (i: number): number => i * height + (narrow ? 24 : (height - BAR) / 2)
  const nodes = falls.map((fall, i): Group => {
    const [a, b] = [at(fall.from), at(fall.to)]
    const base = narrow ? i * height + 16 : i * height + height / 2 + 4.5
    // Under each other with their texts between them, a joint would cross these.
    const joint: Node[] = !narrow && i + 1 < falls.length ? [{ shape: 'path', d: `M${px(b)},${px(barAt(i) + BAR)}V${px(barAt(i + 1))}`, stroke: 'line-strong' }] : []
    return {
      shape: 'group', key: `step ${fall.id}`,
      nodes: [
        { shape: 'text', at: [0, px(base)], text: fitted(fall.name, 13, narrow ? view.width - widthOf(rights[i] ?? '', 12) - GAP : labelWidth), size: 13, tone: 'ink', ...(fall.kind === 'level' && { weight: 600 }) },
        { shape: 'rect', x: px(Math.min(a, b)), y: px(barAt(i)), width: px(Math.max(1, Math.abs(b - a))), height: BAR, radius: 2, fill: fall.tone ?? toneOf(fall) },
        ...joint,
        { shape: 'text', at: [px(view.width), px(base)], text: fitted(rights[i] ?? '', 12, rightWidth), size: 12, weight: 500, tone: 'ink-2', anchor: 'end' },
      ],
    }
  })
  return { width: view.width, height: Math.max(height, falls.length * height), nodes, targets: [], notes: [], says: listed(falls.map((fall, i) => setting.words.say('chart.bar', { name: fall.name, value: rights[i] ?? '' })), setting.words.locale) }
}

const toneOf = ({ kind, amount }: Step): Tone => (kind === 'level' ? 'accent' : amount < 0 ? 'down' : 'up')

function rightText({ kind, amount, n }: Step, format: (amount: number) => string, { words }: Setting): string {
  const text = kind === 'level' || amount === 0 ? format(amount) : `${amount > 0 ? '+' : '−'}${format(Math.abs(amount))}`
  return n === undefined ? text : `${text} · ${words.say('chart.n', { n })}`
}
