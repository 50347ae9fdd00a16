import * as z from 'zod'
import { explained } from '#api/house/explained.ts'
import { BASE_FIELDS, documentedFact, FACT_WORDS } from '#contract/history/fact-descriptions.ts'
import { wordsOf } from '#core/words/index.ts'

/** Pages of the manual that are made from the code: `npm test -- -u` writes them anew. */

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

export function errorsManual(): string {
  const entries = explained(wordsOf('en')).map(({ code, status, detail, do: todo }) => `### ${code}\n\n*${status}* ${detail}\n\n${todo}\n`)
  return `# Errors

Whatever Troth refuses, it refuses with a code from this list, a sentence that says what is wrong, and one that says what to do. At the
API the number is the HTTP status; at the command line it means nothing. What stands in braces is filled in. Programs should go by the code:
codes are added, never renamed, while sentences may improve. A running Troth shows this page in your language at \`/docs/errors\`.

${entries.join('\n')}`
}

interface Field {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: Field
  readonly description?: string
}
interface Shape {
  readonly properties: Readonly<Record<string, Field>>
  readonly required: readonly string[]
}

function typeOf(field: Field): string {
  if (field.enum) return field.enum.map((value) => `\`${String(value)}\``).join(', ')
  if (field.type === 'array') return field.items?.enum ? `some of ${typeOf(field.items)}` : 'list'
  if (field.format === 'date-time') return 'instant'
  const bounded = field.minimum !== undefined && field.maximum !== undefined && field.maximum < 1e6
  const name = { integer: 'whole number', string: 'text', boolean: 'true or false' }[field.type ?? ''] ?? field.type ?? ''
  return bounded ? `${name}, ${field.minimum}–${field.maximum}` : name
}

const rowOf = (name: string, field: Field, required: boolean, words: string): string => `| \`${name}\`${required ? '' : ' ?'} | ${cell(typeOf(field))} | ${cell(words)} |`

/** A schema with an id is referred to even at its root. */
const shapeOf = ({ $ref, $defs, ...root }: z.core.JSONSchema.BaseSchema): Shape => ($defs?.[$ref?.split('/').at(-1) ?? ''] ?? root) as unknown as Shape

export function factsManual(): string {
  const shapes = documentedFact.options.map((kind) => shapeOf(z.toJSONSchema(kind, { io: 'input', unrepresentable: 'any' })))
  const kinds = Object.keys(FACT_WORDS) as (keyof typeof FACT_WORDS)[]
  const base = shapes[0] as Shape
  const table = (shape: Shape, names: readonly string[], words: Readonly<Record<string, string>>): string =>
    ['| field | is | means |', '| --- | --- | --- |', ...names.map((name) => rowOf(name, shape.properties[name] ?? {}, shape.required.includes(name), words[name] ?? ''))].join('\n')
  const sections = kinds.map((kind, i) => {
    const fields: Readonly<Record<string, string>> = FACT_WORDS[kind].fields
    return `## ${kind}\n\n${FACT_WORDS[kind].about}\n\n${table(shapes[i] as Shape, Object.keys(fields), fields)}\n`
  })
  return `# Facts

A fact is one thing that happened, at a time, to a customer. These are the kinds there are, as they are sent to \`POST /v1/facts\` and as they
stand in fact files. A field with a question mark may be left out; a field that is not listed is refused. Money is in minor units (cents), a
whole number. Every kind has, besides \`kind\`:

${table(base, Object.keys(BASE_FIELDS), BASE_FIELDS)}

${sections.join('\n')}`
}
