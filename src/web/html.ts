/** Text that is HTML already; everything else that is put into a page is made harmless. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = Html | string | number | null | false | readonly Part[]

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (found) => ENTITIES[found] as string)

function textOf(part: Part): string {
  if (part === null || part === false) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'object') return part.map(textOf).join('')
  return escaped(String(part))
}

/** A piece of a page. What is filled in is escaped unless it is `Html` itself; lists are joined, `null` and `false` leave nothing. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => new Html(texts.reduce((all, text, i) => all + textOf(parts[i - 1] ?? null) + text))
