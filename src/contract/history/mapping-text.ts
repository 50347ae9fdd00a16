import { isMap, isScalar, isSeq, parseDocument, visit, Document } from 'yaml'
import { guessMapping, type GuessFor } from '#core/history/mapping/look/guess.ts'
import { lookAt } from '#core/history/mapping/look/look.ts'
import type { WrittenMapping } from '#core/history/mapping/written.ts'

/** So long may a line get before what it holds is spread over several. */
const SHORT = 100

/**
 * A mapping as YAML, as a person would have written it: what is short stands in braces on one line.
 * @param comments what is said behind a setting, by its name
 */
export function mappingText(mapping: WrittenMapping, comments: Readonly<Record<string, string>> = {}): string {
  const document = new Document(mapping)
  visit(document, {
    Collection(_key, node, path) {
      const isWide = isSeq(node) ? node.items.every(isScalar) : isMap(node) && path.length > 8 && node.items.every((pair) => isScalar(pair.value) || isSeq(pair.value))
      if (isWide && JSON.stringify(node).length < SHORT) node.flow = true
    },
    Pair(_key, pair, path) {
      const name = isScalar(pair.key) ? String(pair.key.value) : ''
      const comment = path.length === 2 ? comments[name] : undefined
      if (comment !== undefined && isScalar(pair.value)) pair.value.comment = ` ${comment}`
    },
  })
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

/** What the one who looks over a guess should know. */
const BESIDE: Readonly<Record<string, string>> = { source: 'the system these files come from', currency: 'of the amounts below' }

/** A mapping to begin with, guessed from how a file begins: to be read and mended, not trusted. */
export function starterFor(fileName: string, head: string, company: GuessFor): { columns: readonly string[]; yaml: string } {
  const looked = lookAt(head, company.zone)
  return { columns: looked.columns.map(({ column }) => String(column)), yaml: mappingText(guessMapping(fileName, looked, company), BESIDE) }
}

/** A mapping's YAML as plain data; null where it is none. It may still say what no mapping may say. */
export function writtenIn(text: string): WrittenMapping | null {
  const document = parseDocument(text.slice(0, LONGEST_MAPPING), { stringKeys: true })
  if (document.errors.length > 0) return null
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 })
    return typeof value === 'object' && value !== null && 'files' in value && Array.isArray(value.files) ? (value as WrittenMapping) : null
  } catch {
    return null
  }
}

/** So long may the text of a mapping be. */
export const LONGEST_MAPPING = 1_000_000
