import { parseAst } from 'vitest/node'
import type { TextFile } from './files.ts'

/** A node of a syntax tree (ESTree), as far as these checks look at it. */
export interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [property: string]: unknown
}

export const isNode = (value: unknown): value is SyntaxNode => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** Visits every node of a source file, parents first. */
export function visit({ path, text }: TextFile, look: (node: SyntaxNode, parents: readonly SyntaxNode[]) => void): void {
  const lang = path.endsWith('.tsx') ? 'tsx' : path.endsWith('.js') ? 'js' : 'ts'
  const program: unknown = parseAst(text, { lang, astType: lang === 'js' ? 'js' : 'ts' }, path)
  const parents: SyntaxNode[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk)
    if (typeof value !== 'object' || value === null) return
    const node = isNode(value) ? value : undefined
    if (node) {
      look(node, parents)
      parents.push(node)
    }
    Object.values(value).forEach(walk)
    if (node) parents.pop()
  }
  walk(program)
}

/** The text of a string or of a template without holes. */
const textOf = (node: unknown): string | undefined => (isNode(node) && typeof node['value'] === 'string' ? node['value'] : undefined)

/** What a file imports, in whatever form: import, export … from, import(), import types. */
export function importsOf(file: TextFile): readonly string[] {
  const found: string[] = []
  visit(file, (node) => {
    const source = node.type.startsWith('TSImportType') ? (node['source'] ?? node['argument']) : /^(Import|Export)/.test(node.type) ? node['source'] : undefined
    const text = textOf(source)
    if (text !== undefined) found.push(text)
  })
  return found
}
