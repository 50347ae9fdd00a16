import type { TextFile } from './files.ts'
import { isNode, visit, type SyntaxNode } from './syntax.ts'

export const linesOf = (text: string): number => text.replace(/\n$/, '').split('\n').length

/** The size below which the given share of files lies. */
export function sizeAt(share: number, files: readonly TextFile[]): number {
  const sizes = files.map(({ text }) => linesOf(text)).toSorted((a, b) => a - b)
  return sizes[Math.min(sizes.length - 1, Math.floor(share * sizes.length))] ?? 0
}

/** A function and its length in lines, from its first to its last. */
export interface Measured {
  readonly name: string
  readonly lines: number
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

const nameOf = (value: unknown): string | undefined => (isNode(value) && typeof value['name'] === 'string' ? value['name'] : undefined)

/** A function's own name, or that of the constant, property or method it is the value of. */
function nameAround(node: SyntaxNode, parents: readonly SyntaxNode[]): string {
  const parent = parents.at(-1)
  return nameOf(node['id']) ?? nameOf(parent?.['id']) ?? nameOf(parent?.['key']) ?? `at ${node.start}`
}

/** Every function of a file, as `path#name`. */
export function functionsOf(file: TextFile): readonly Measured[] {
  const found: Measured[] = []
  visit(file, (node, parents) => {
    if (!FUNCTIONS.has(node.type)) return
    found.push({ name: `${file.path}#${nameAround(node, parents)}`, lines: linesOf(file.text.slice(node.start, node.end)) })
  })
  return found
}

/** The lines on which a file says `any` as a type. */
export function anysOf(file: TextFile): readonly string[] {
  const found: string[] = []
  visit(file, (node) => {
    if (node.type === 'TSAnyKeyword') found.push(`${file.path}:${linesOf(file.text.slice(0, node.start))}`)
  })
  return found
}
