import type { TextFile } from './files.ts'
import { visit, type SyntaxNode } from './syntax.ts'

/** One statement, or a piece of one, with the place where it stands. */
export interface Statement {
  readonly where: string
  readonly sql: string
}

const BEGINS = /^\s*(select|insert|update|delete|with|create|alter|drop|copy|merge|truncate|lock)\s/i

/** SQL without comments and without what stands between quotes, on one line. */
export function bare(sql: string): string {
  return sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ').replaceAll(/'(?:[^']|'')*'/g, "''").replaceAll(/\s+/g, ' ').trim()
}

/** A hole in a template stands for a name or a value that is not known here. */
const HOLE = ' $hole '

function textOf(node: SyntaxNode): string | undefined {
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : undefined
  if (node.type !== 'TemplateLiteral') return undefined
  return (node['quasis'] as readonly { readonly value: { readonly cooked: string } }[]).map(({ value }) => value.cooked).join(HOLE)
}

/** Whether a template is put into a statement by Kysely's `sql`, whatever it begins with. */
const isTagged = (parent: SyntaxNode | undefined): boolean => parent?.type === 'TaggedTemplateExpression' && (parent['tag'] as SyntaxNode)['name'] === 'sql'

function statementsOfCode(file: TextFile): readonly Statement[] {
  const found: Statement[] = []
  visit(file, (node, parents) => {
    const text = textOf(node)
    if (text === undefined || !(BEGINS.test(text) || isTagged(parents.at(-1)))) return
    found.push({ where: `${file.path}:${file.text.slice(0, node.start).split('\n').length}`, sql: bare(text) })
  })
  return found
}

/** Every statement in the migrations and in the code of `store`. */
export function statementsOf(files: readonly TextFile[]): readonly Statement[] {
  return files.flatMap((file) => {
    if (!file.path.endsWith('.sql')) return statementsOfCode(file)
    const parts = bare(file.text).split(';').filter((sql) => sql.trim() !== '')
    return parts.map((sql) => ({ where: `${file.path} (${sql.trim().slice(0, 40)})`, sql }))
  })
}
