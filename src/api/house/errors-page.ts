import type { Words } from '#core/words/index.ts'
import { explained } from './explained.ts'
import { ERRORS_STYLE } from './errors-style.ts'

/** Where the `type` of every problem leads. */
export const ERRORS_PATH = '/docs/errors'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character)

/** Every code with its sentence and what to do, as a plain page in the language of whoever asks. */
export function errorsPage(words: Words): string {
  const entries = explained(words).map(
    ({ code, status, detail, do: todo }) => `<section id="${code}"><h2><code>${code}</code> <small>${status}</small></h2><p>${escaped(detail)}</p><p>${escaped(todo)}</p></section>`,
  )
  return `<!doctype html>
<html lang="${words.locale}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Troth · errors</title>
<style>${ERRORS_STYLE}</style>
${entries.join('\n')}
</html>
`
}
