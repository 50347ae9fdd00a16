import type { Refusal } from '#contract/refusals.ts'
import type { Words } from '#core/words/index.ts'
import { frame } from '../frame.ts'
import { html, type Html } from '../html.ts'

/** A field of a form: what it is called in what is sent, and what browsers and readers are told of it. */
export interface Field {
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'email' | 'password'
  readonly autocomplete: string
  readonly value?: string
  readonly hint?: string
  /** It is known already and only shown, so that a browser keeps the password under it. */
  readonly fixed?: boolean
}

export interface FormPage {
  readonly words: Words
  readonly title: string
  readonly lead?: string
  readonly fields: readonly Field[]
  readonly submit: string
  /** Where it is sent, without the language. */
  readonly action: string
  /** What was wrong with what was sent before. */
  readonly refusals?: readonly Refusal[]
  readonly foot?: string
}

const inLanguage = (path: string, language: string): string => `${path}${path.includes('?') ? '&' : '?'}lang=${language}`

/** A page with one form on it. It needs no script: it is sent, and comes back with what was wrong. */
export function formPage({ words, title, lead, fields, submit, action, refusals = [], foot }: FormPage): string {
  const main = html`<div class="door card"><h1>${title}</h1>
${lead !== undefined && html`<p class="finding">${lead}</p>`}
${refusals.length > 0 && html`<div class="refused" role="alert" id="refused">${refusals.map((refusal) => refused(words, refusal))}</div>`}
<form method="post" action="${inLanguage(action, words.language)}">
${fields.map((field) => row(field, refusals.some(({ pointer }) => pointer === `/${field.name}`)))}
<button type="submit">${submit}</button>
</form>
${foot !== undefined && html`<p class="quiet">${foot}</p>`}</div>`
  return frame({ words, title: `${title} · Troth`, skip: words.say('door.skip'), here: (language) => inLanguage(action, language), main })
}

/** What a person is told of a refusal: what is wrong, and what to do. */
const refused = (words: Words, { code, values }: Refusal): Html =>
  html`<p><strong>${words.say(`refusal.${code}`, { expected: '…', ...values })}</strong> ${words.say(`refusal.${code}.do`, { expected: '…', ...values })}</p>`

function row({ name, label, type, autocomplete, value, hint, fixed = false }: Field, wrong: boolean): Html {
  const describedBy = [wrong && 'refused', hint !== undefined && `${name}-hint`].filter(Boolean).join(' ')
  return html`<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" maxlength="254" required${value !== undefined && html` value="${value}"`}${fixed && html` readonly`}${wrong && html` aria-invalid="true"`}${describedBy !== '' && html` aria-describedby="${describedBy}"`}>
${hint !== undefined && html`<small id="${name}-hint">${hint}</small>`}</div>`
}

/** A page that says why there is nothing to fill in. */
export function wordPage(words: Words, { title, refusal, action }: { readonly title: string; readonly refusal: Refusal; readonly action: string }): string {
  const main = html`<div class="door card"><h1>${title}</h1>${refused(words, refusal)}<p class="ways"><a class="button" href="${inLanguage('/sign-in', words.language)}">${words.say('door.sign_in')}</a></p></div>`
  return frame({ words, title: `${title} · Troth`, skip: words.say('door.skip'), here: (language) => inLanguage(action, language), main })
}
