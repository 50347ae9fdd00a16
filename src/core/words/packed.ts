import type { IntlMessageFormat } from 'intl-messageformat'

/** A part of a message, as the parser makes it. */
type MessageFormatElement = Exclude<ConstructorParameters<typeof IntlMessageFormat>[0], string>[number]

/**
 * A parsed message in few letters, as a browser gets it: a text is itself, a value to be filled in `[name]`, `#` is 0, a choice between words `['', name, key, message, …]`, one
 * by number `['#', name, key, message, …]`; all else stands as it was parsed. A sixteenth less to send than what the parser makes, and nothing to parse.
 */
export type Packed = readonly Part[]
type Part = string | 0 | readonly [name: string] | readonly ['' | '#', name: string, ...(string | Packed)[]] | MessageFormatElement

/** The parser's numbers of what a message is made of. */
const [LITERAL, ARGUMENT, SELECT, PLURAL, POUND] = [0, 1, 5, 6, 7] as const

export const pack = (message: readonly MessageFormatElement[]): Packed => message.map((element): Part => {
  const kind: number = element.type
  if (kind === LITERAL) return (element as { readonly value: string }).value
  if (kind === ARGUMENT) return [(element as { readonly value: string }).value]
  if (kind === POUND) return 0
  if (!('options' in element) || ('offset' in element && (element.offset !== 0 || element.pluralType !== 'cardinal'))) return element
  return [kind === PLURAL ? '#' : '', element.value, ...Object.entries(element.options).flatMap(([key, { value }]) => [key, pack(value)])]
})

/** What was packed, as the parser made it. */
export const unpack = (packed: Packed): MessageFormatElement[] => packed.map((part) => {
  if (typeof part === 'string') return { type: LITERAL, value: part }
  if (part === 0) return { type: POUND }
  if (!isList(part)) return part
  const [kind, value, ...rest] = part
  if (value === undefined) return { type: ARGUMENT, value: kind }
  const options = Object.fromEntries(rest.flatMap((key, i) => (i % 2 === 0 ? [[key, { value: unpack(rest[i + 1] as Packed) }]] : [])))
  return kind === '#' ? { type: PLURAL, value, options, offset: 0, pluralType: 'cardinal' } : { type: SELECT, value, options }
}) as MessageFormatElement[]

const isList = (part: object): part is readonly [string] | readonly ['' | '#', string, ...(string | Packed)[]] => Array.isArray(part)
