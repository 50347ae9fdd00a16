import { IntlMessageFormat } from 'intl-messageformat'
import { CATALOGUES, type Words } from '#core/words/index.ts'
import { titleOf } from '#contract/house/problem.ts'
import { REFUSALS, type RefusalCode } from '#contract/refusals.ts'

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

/** The type of a stretch of plain text, by the parser's own numbers. */
const LITERAL = 0

/** A message without values: what will be filled in stands in braces, and what depends on it follows each other. */
function readable(elements: readonly Element[]): string {
  return elements.map((element) => {
    if (!('value' in element)) return '{n}'
    if ('offset' in element) return readable(element.options['other']?.value ?? [])
    if ('options' in element) return Object.values(element.options).map((option) => readable(option.value)).join(' / ')
    const type: number = element.type
    return type === LITERAL ? element.value : `{${element.value}}`
  }).join('')
}

/** A code as the manual and the page of errors explain it. */
export interface Explained {
  readonly code: RefusalCode
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly do: string
}

/** Every code there is, in the order of the closed list. */
export function explained(words: Words): Explained[] {
  const say = (id: string): string => readable(new IntlMessageFormat(CATALOGUES[words.language][id] ?? CATALOGUES.en[id] ?? '', words.locale, undefined, { ignoreTag: true }).getAst())
  return (Object.keys(REFUSALS) as RefusalCode[]).map((code) => ({
    code, title: titleOf(code), status: REFUSALS[code], detail: say(`refusal.${code}`), do: say(`refusal.${code}.do`),
  }))
}
