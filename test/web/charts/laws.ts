import fc from 'fast-check'
import { formatsOf } from '#core/words/format.ts'
import { LANGUAGES, type Language } from '#core/history/kinds.ts'
import { wordsOf } from '#core/words/index.ts'
import { mapFrom } from '#web/charts/examples/maps.ts'
import type { Box, Node, Picture, Setting } from '#web/charts/picture.ts'
import { overlaps } from '#web/charts/place.ts'
import { widthOf } from '#web/charts/text.ts'

export const settingIn = (language: Language): Setting => ({ words: wordsOf(language), formats: formatsOf(wordsOf(language), 'Europe/Tallinn', 'EUR') })
export const EN = settingIn('en')

type Leaf = Exclude<Node, { shape: 'group' }>
export const leavesOf = (nodes: readonly Node[]): readonly Leaf[] => nodes.flatMap((node) => (node.shape === 'group' ? leavesOf(node.nodes) : [node]))

/** The texts of a picture with the room that they take: from the top of a figure to the foot of a letter. */
export function textsOf(nodes: readonly Node[]): readonly { text: string; box: Box }[] {
  return leavesOf(nodes).flatMap((node) => {
    if (node.shape !== 'text' || node.text === '') return []
    const width = widthOf(node.text, node.size)
    const x = node.anchor === 'end' ? node.at[0] - width : node.anchor === 'middle' ? node.at[0] - width / 2 : node.at[0]
    return [{ text: node.text, box: { x, y: node.at[1] - node.size * 0.75, width, height: node.size * 0.9 } }]
  })
}

const SLACK = 0.02

/** What is wrong with how a picture reads: texts over each other, texts outside it. */
export function unreadable({ nodes, width, height }: Picture<unknown>): readonly string[] {
  const texts = textsOf(nodes)
  const outside = texts.filter(({ box }) => box.x < -SLACK || box.y < -SLACK || box.x + box.width > width + SLACK || box.y + box.height > height + SLACK)
  const smaller = texts.map(({ text, box }) => ({ text, box: { x: box.x + SLACK, y: box.y + SLACK, width: box.width - 2 * SLACK, height: box.height - 2 * SLACK } }))
  const over = smaller.flatMap((a, i) => smaller.slice(i + 1).filter((b) => overlaps(a.box, b.box)).map((b) => `“${a.text}” lies over “${b.text}”`))
  return [...outside.map(({ text }) => `“${text}” leaves the picture`), ...over]
}

/** Numbers that are none, wherever in a picture they stand. */
export function numberless(picture: Picture<unknown>): readonly string[] {
  const found: string[] = []
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'number' && !Number.isFinite(value)) found.push(path)
    if (typeof value === 'string' && /NaN|Infinity|undefined/.test(value)) found.push(`${path}: ${value}`)
    if (typeof value === 'object' && value !== null) for (const [key, each] of Object.entries(value)) walk(each, `${path}.${key}`)
  }
  walk(picture, '')
  return found
}

/** Rectangles with an extent below zero: a browser does not draw them. */
export const inverted = ({ nodes }: Picture<unknown>): readonly Leaf[] =>
  leavesOf(nodes).filter((node) => (node.shape === 'rect' && (node.width < 0 || node.height < 0)) || (node.shape === 'circle' && node.r < 0))

export const flawsOf = (picture: Picture<unknown>): readonly unknown[] => [...unreadable(picture), ...numberless(picture), ...inverted(picture)]

/** Companies of every size: a few customers, millions, and most states empty. */
export const anyMap = fc
  .tuple(fc.array(fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.nat(40) }, { weight: 2, arbitrary: fc.nat(9000) }, { weight: 1, arbitrary: fc.nat(9_000_000) }), { minLength: 8, maxLength: 8 }), { minLength: 9, maxLength: 9 }))
  .map(([matrix]) => mapFrom(matrix))
export const anyWidth = fc.integer({ min: 264, max: 1200 })
export const anySetting = fc.constantFrom(...LANGUAGES).map(settingIn)
