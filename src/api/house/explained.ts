import { IntlMessageFormat } from 'intl-messageformat'
import { CATALOGUES, type Words } from '#core/words/index.ts'
import { titleOf } from '#contract/house/problem.ts'
import { REFUSALS, type RefusalCode } from '#contract/refusals.ts'

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

/** A message without values: what will be filled in stands in braces, and what depends on it follows each other. */
function readable(elements: readonly Element[]): string {
  return elements.map((element) => {
    if (element.type === 0) return element.value
    if (element.type === 7) return '{n}'
    if (element.type === 5) return Object.values(element.options).map((option) => readable(option.value)).join(' / ')
    if (element.type === 6) return readable(element.options['other']?.value ?? [])
    return `{${element.value}}`
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
