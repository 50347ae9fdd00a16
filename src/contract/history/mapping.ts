import { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import type * as z from 'zod'
import { asExpression } from '#core/history/mapping/expression.ts'
import type { FileMapping, FileSettings, Mapping, Output } from '#core/history/mapping/mapping.ts'
import { yes, type Refusal, type Result } from '#contract/refusals.ts'
import { checkOutput, held, type Issue } from './mapping-output.ts'
import { fileHead, mappingHead } from './mapping-shape.ts'

const MOST_ISSUES = 50
const LONGEST = 1_000_000

/**
 * Reads a mapping from YAML. Every refusal (`mapping_invalid`) says the line and column in the YAML, what was found there, and what
 * was expected.
 * @param file what to call it in refusals
 */
export function parseMapping(text: string, file: string): Result<Mapping> {
  const lines = new LineCounter()
  const document = parseDocument(text.slice(0, LONGEST), { lineCounter: lines, prettyErrors: false, stringKeys: true })
  const broken = document.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0])
    return refusal(file, line, col, 'YAML', error.message.split('\n')[0] as string, 'YAML')
  })
  if (broken.length > 0) return { ok: false, refusals: broken.slice(0, MOST_ISSUES) }
  const issues: Issue[] = []
  const mapping = checkMapping(plain(document, issues), issues)
  if (issues.length === 0 && mapping) return yes(mapping)
  return { ok: false, refusals: issues.slice(0, MOST_ISSUES).map((issue) => refusalOf(issue, document, lines, file)) }
}

function plain(document: Document, issues: Issue[]): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown
  } catch (error) {
    issues.push({ path: [], found: (error as Error).message, expected: 'a mapping without such aliases' })
    return undefined
  }
}

function checkMapping(written: unknown, issues: Issue[]): Mapping | undefined {
  if (issues.length > 0) return undefined
  const head = held(mappingHead as z.ZodType<FileSettings & { files: unknown[] }>, written, [], issues)
  const listed = (written as { files?: unknown } | null)?.files
  const files = (Array.isArray(listed) ? listed : []).flatMap((one: unknown, i) => checkFile(one, i, issues) ?? [])
  checkMarks(head, [], issues)
  return head && { ...head, files }
}

function checkFile(written: unknown, index: number, issues: Issue[]): FileMapping | undefined {
  const path = ['files', index]
  const head = held(fileHead as z.ZodType<Omit<FileMapping, 'makes'>>, written, path, issues)
  const listed = (written as { makes?: unknown } | null)?.makes
  if (!Array.isArray(listed)) return undefined
  checkMarks(head, path, issues)
  const makes = listed.flatMap((one: unknown, i) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return []
    return checkOutput(one as Record<string, unknown>, [...path, 'makes', i], issues) ?? []
  })
  checkIds(makes, [...path, 'makes'], issues)
  return head && { ...head, makes }
}

function checkMarks(settings: FileSettings | undefined, path: Issue['path'], issues: Issue[]): void {
  if (settings?.thousands && settings.thousands === (settings.decimal ?? '.'))
    issues.push({ path: [...path, 'thousands'], found: settings.thousands, expected: 'another mark than the decimal one (decimal: "," or ".")' })
}

/** Two facts that one row makes of one id would be taken for one that was sent with two contents. */
function checkIds(makes: readonly Output[], path: Issue['path'], issues: Issue[]): void {
  const seen = new Set<string>()
  for (const [i, { makes: what, fields, when }] of makes.entries()) {
    if ('record' in what || fields.id === undefined || when.length > 0) continue
    const key = JSON.stringify([asExpression(fields.id), fields.source])
    if (seen.has(key)) issues.push({ path: [...path, i, 'id'], found: 'the id of another fact of the same row', expected: 'an id of its own, such as {template: "{id}-2"}' })
    seen.add(key)
  }
}

function refusalOf(issue: Issue, document: Document, lines: LineCounter, file: string): Refusal {
  const { line, col } = lines.linePos(offsetOf(issue, document))
  const place = issue.path.map((part, i) => (typeof part === 'number' ? `[${part + 1}]` : i === 0 ? part : `.${part}`)).join('') || 'YAML'
  return refusal(file, line, col, place, issue.found, issue.expected)
}

const refusal = (file: string, line: number, column: number, place: string, found: string, expected: string): Refusal => ({
  code: 'mapping_invalid', values: { file, line, column, place, found, expected },
})

/** Where in the text the wrong thing stands, or the nearest thing around it that is there. */
function offsetOf({ path, key }: Issue, document: Document): number {
  if (key) {
    const around = nodeAt(document, path.slice(0, -1))
    const pair = isMap(around) ? around.items.find((item) => isScalar(item.key) && item.key.value === path.at(-1)) : undefined
    if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range[0]
  }
  for (let length = path.length; length >= 0; length--) {
    const node = nodeAt(document, path.slice(0, length))
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

function nodeAt(document: Document, path: Issue['path']): unknown {
  let node: unknown = document.contents
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document)
    node = node !== null && typeof node === 'object' && 'get' in node ? (node as { get(key: unknown, keep: true): unknown }).get(part, true) : undefined
  }
  return node
}
