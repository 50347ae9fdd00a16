import { scale } from './axis.ts'
import { px } from './curve.ts'
import type { Node, Picture, Setting, View } from './picture.ts'
import { listed } from './text.ts'

/** A tenth of the customers: the mean chance that was said of them, and the share that came, with its 95 % interval. */
export interface Band {
  readonly n: number
  readonly said: number
  readonly did: { readonly value: number; readonly low: number; readonly high: number }
}

const WIDEST = 380
const LEFT = 44
const BELOW = 40
const TOP = 8
const RIGHT = 14
const TICKS = [0, 0.25, 0.5, 0.75, 1]

/** What was said against what came, tenth by tenth; on the line from corner to corner they agree. */
export function calibration(bands: readonly Band[], setting: Setting, view: View): Picture {
  const { words, formats } = setting
  const width = Math.min(WIDEST, view.width)
  const side = Math.max(80, width - LEFT - RIGHT)
  const [x, y] = [scale([0, 1], [LEFT, LEFT + side]), scale([0, 1], [TOP + side, TOP])]
  const grid = TICKS.flatMap((at): Node[] => [
    { shape: 'path', d: `M${px(x(at))},${px(TOP)}V${px(TOP + side)}M${px(LEFT)},${px(y(at))}H${px(LEFT + side)}`, stroke: 'line' },
    { shape: 'text', at: [px(x(at)), px(TOP + side + 16)], text: formats.percent(at), size: 11, tone: 'ink-3', anchor: 'middle' },
    { shape: 'text', at: [LEFT - 6, px(y(at) + 4)], text: formats.percent(at), size: 11, tone: 'ink-3', anchor: 'end' },
  ])
  const agreed: Node = { shape: 'path', d: `M${px(x(0))},${px(y(0))}L${px(x(1))},${px(y(1))}`, stroke: 'line-strong', dashed: true }
  const marks = bands.flatMap(({ said, did }): Node[] => [
    { shape: 'path', d: `M${px(x(said))},${px(y(did.low))}V${px(y(did.high))}`, stroke: 'accent', line: 2, opacity: 0.45 },
    { shape: 'circle', at: [px(x(said)), px(y(did.value))], r: 4, fill: 'accent' },
  ])
  return {
    width, height: TOP + side + BELOW, targets: [], notes: [],
    nodes: [...grid, agreed, ...marks, { shape: 'text', at: [px(LEFT + side / 2), px(TOP + side + 34)], text: words.say('proof.said_axis'), size: 12, tone: 'ink-2', anchor: 'middle' }],
    says: words.say('proof.calibration_says', { pairs: listed(bands.map(({ said, did }) => words.say('proof.pair', { said: formats.percent(said), did: formats.percent(did.value) })), words.locale) }),
  }
}
