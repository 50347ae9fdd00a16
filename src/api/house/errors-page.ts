import type { Words } from '#core/words/index.ts'
import { explained } from './explained.ts'

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
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}h2{font-size:1rem;margin:2rem 0 0}p{margin:.25rem 0}:target{outline:2px solid;outline-offset:.75rem}</style>
${entries.join('\n')}
</html>
`
}
