import { STATE_PATHS } from '#web/state-paths.ts'
import type { Fade, Node, Paint, Picture, Tone } from './picture.ts'
import { fitted, widthOf } from './text.ts'
import { hexOf, type Theme } from './tone.ts'

/** What a picture is told apart by once it has left its page. */
export interface Caption {
  readonly title: string
  /** Below the title: whose it is, of what time. */
  readonly subtitle: string
  /** At the foot: what it rests on, under which policy. */
  readonly source: string
  /** BCP 47. */
  readonly locale: string
}

const MARGIN = 28
const HEAD = 64
const LINE = 18
const TITLE = { size: 18, line: 24 } as const
/** The title is the longest line, and what it says is the point: it is broken early enough for the widest of fonts. */
const TITLE_ROOM = 0.84
/** None of these is wider than Inter at the weight by which pictures are laid out, so that nothing runs into anything where Inter is not there: a font within would be ten times the picture. */
const LATIN = 'Inter, "Inter Variable", "Segoe UI", "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "Noto Sans"'
const CJK = { ja: '"Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP", "Noto Sans JP"', zh: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC"' }

/** The fonts for a language: letters from the first that is there, signs from one that draws them as the language does. */
const fontsFor = (locale: string): string => [LATIN, ...(locale.startsWith('zh') ? [CJK.zh, CJK.ja] : [CJK.ja, CJK.zh]), 'sans-serif'].join(', ')
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)

/** A picture as a whole SVG file: colours, fonts, title and notes are in it, so that it reads the same wherever it is pasted. */
export function toSvg(picture: Picture<unknown>, caption: Caption, theme: Theme = 'light'): string {
  const width = picture.width + 2 * MARGIN
  const notes = [...picture.notes, caption.source].filter(Boolean).flatMap((note) => wrapped(note, 11, picture.width))
  const title = wrapped(caption.title, TITLE.size, TITLE_ROOM * picture.width)
  const head = HEAD + (title.length - 1) * TITLE.line
  const height = head + picture.height + MARGIN + notes.length * LINE + 12
  const fades: string[] = []
  const body = picture.nodes.map((node) => markup(node, theme, fades)).join('\n')
  const line = (text: string, y: number, size: number, weight: number, tone: Tone): string =>
    `<text x="${MARGIN}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${hexOf(tone, theme)}">${escaped(text)}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" xml:lang="${caption.locale}" font-family="${escaped(fontsFor(caption.locale))}" style="font-variant-numeric: tabular-nums">
<title>${escaped(caption.title)}</title>
<desc>${escaped(picture.says)}</desc>
${fades.length > 0 ? `<defs>${fades.join('')}</defs>\n` : ''}<rect width="${width}" height="${height}" fill="${hexOf('surface', theme)}"/>
${title.map((part, i) => line(fitted(part, TITLE.size, picture.width), 30 + i * TITLE.line, TITLE.size, 600, 'ink')).join('\n')}
${line(fitted(caption.subtitle, 12, picture.width), head - 14, 12, 400, 'ink-2')}
<g transform="translate(${MARGIN} ${head})">
${body}
</g>
${notes.map((note, i) => line(note, head + picture.height + MARGIN + i * LINE, 11, 400, 'ink-3')).join('\n')}
</svg>
`
}

/** Lines that fit, broken between words; where there are no spaces, between signs. */
function wrapped(text: string, size: number, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/(?<=\s)|(?<=[、。，；])/)) {
    if (line !== '' && widthOf((line + word).trimEnd(), size) > room) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += word
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()]
}

const attributes = (values: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${escaped(String(value))}"`])).join('')

function markup(node: Node, theme: Theme, fades: string[]): string {
  const colour = (paint: Paint | undefined): string | undefined => {
    if (paint === undefined) return undefined
    return typeof paint === 'string' ? hexOf(paint, theme) : `url(#${faded(paint, theme, fades)})`
  }
  if (node.shape === 'hit') return ''
  if (node.shape === 'group') return `<g${attributes({ opacity: node.opacity })}>${node.nodes.map((each) => markup(each, theme, fades)).join('')}</g>`
  if (node.shape === 'text') return textMarkup(node, theme)
  if (node.shape === 'icon') {
    const paths = STATE_PATHS[node.state].map((d) => `<path d="${d}"/>`).join('')
    return `<g transform="translate(${node.at[0] - node.size / 2} ${node.at[1] - node.size / 2}) scale(${node.size / 24})" fill="none" stroke="${hexOf(`s-${node.state}`, theme)}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${paths}</g>`
  }
  const paint = { fill: colour(node.fill) ?? 'none', stroke: colour(node.stroke), 'stroke-width': node.stroke === undefined ? undefined : (node.line ?? 1), opacity: node.opacity }
  if (node.shape === 'circle') return `<circle${attributes({ cx: node.at[0], cy: node.at[1], r: node.r, ...paint })}/>`
  if (node.shape === 'path') return `<path${attributes({ d: node.d, ...paint, 'stroke-dasharray': node.dashed ? '3 3' : undefined, 'stroke-linejoin': 'round' })}/>`
  return `<rect${attributes({ x: node.x, y: node.y, width: node.width, height: node.height, rx: node.radius, ...paint })}/>`
}

function textMarkup({ at, text, size, weight, tone, anchor, halo }: Extract<Node, { shape: 'text' }>, theme: Theme): string {
  const rim = halo ? { stroke: hexOf('surface', theme), 'stroke-width': 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' } : {}
  return `<text${attributes({ x: at[0], y: at[1], 'font-size': size, 'font-weight': weight, fill: hexOf(tone, theme), 'text-anchor': anchor, ...rim })}>${escaped(text)}</text>`
}

/** A fade is a gradient with a name of its own. */
function faded({ tone, from, to, opacity }: Fade, theme: Theme, fades: string[]): string {
  const id = `fade-${fades.length}`
  const stop = (offset: number, strength: number): string => `<stop offset="${offset}" stop-color="${hexOf(tone, theme)}" stop-opacity="${strength}"/>`
  fades.push(`<linearGradient id="${id}" gradientUnits="userSpaceOnUse"${attributes({ x1: from[0], y1: from[1], x2: to[0], y2: to[1] })}>${stop(0, opacity[0])}${stop(1, opacity[1])}</linearGradient>`)
  return id
}
