import { refusalsOf } from '#contract/history/parse.ts'
import { acceptBody, LEAST_PASSWORD, type AcceptBody } from '#contract/house/people.ts'
import type { Refusal, Result } from '#contract/refusals.ts'
import type { Words } from '#core/words/index.ts'
import { wordsChosen } from '../frame.ts'
import { shownPage, type Acts, type Answer, type Asked, type LinkSeen } from './asked.ts'
import { formPage, wordPage, type Field } from './form.ts'

const pathOf = (link: string): string => `/begin?link=${encodeURIComponent(link)}`

/** Where one-time links lead: a new owner, somebody who was invited, or a new password. The link stays good until the form was taken. */
export const beginPage = <C>({ lookAtLink, useLink }: Pick<Acts<C>, 'lookAtLink' | 'useLink'>) => async ({ ctx, words: usual, query, form, seat }: Asked<C>): Promise<Answer> => {
  const words = wordsChosen(usual, query)
  const link = typeof query['link'] === 'string' ? query['link'] : ''
  const seen = await lookAtLink(ctx, link)
  if (!seen.ok) return shownPage(words, wordPage(words, { title: words.say('door.link'), refusal: seen.refusals[0] as Refusal, action: pathOf(link) }), seen.refusals)
  if (!form) return shownPage(words, page(words, link, seen.value))
  const asked = readForm(seen.value, { ...form, link, language: words.language })
  const begun = asked.ok ? await useLink(ctx, asked.value) : asked
  if (!begun.ok) return shownPage(words, page(words, link, seen.value, form, begun.refusals), begun.refusals)
  seat.begin(begun.value)
  // A new owner has a house to set up; everybody else has come to work in it.
  return { to: seen.value.what === 'begin' ? '/welcome' : '/' }
}

/** Only what the link leaves open is read. */
function readForm(seen: LinkSeen, { link, password, name, email, language }: Readonly<Record<string, string>>): Result<AcceptBody> {
  const fields = { link, password, language, ...(seen.what !== 'reset' && { name }), ...(seen.email === null && { email }) }
  const parsed = acceptBody.safeParse(fields)
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, refusals: refusalsOf(parsed.error, fields) }
}

function page(words: Words, link: string, seen: LinkSeen, form: Readonly<Record<string, string>> = {}, refusals: readonly Refusal[] = []): string {
  const { what, email, role } = seen
  const name: Field = { name: 'name', label: words.say('door.name'), type: 'text', autocomplete: 'name', value: form['name'] ?? '' }
  const address: Field = { name: 'email', label: words.say('door.email'), type: 'email', autocomplete: 'username', value: email ?? form['email'] ?? '', fixed: email !== null }
  const password: Field = { name: 'password', label: words.say('door.new_password'), type: 'password', autocomplete: 'new-password', hint: words.say('door.password_hint', { least: LEAST_PASSWORD }) }
  return formPage({
    words, refusals, title: words.say(`door.${what}`), lead: words.say(`door.${what}_lead`, { role: role === null ? '' : words.say(`role.${role}`) }),
    fields: [...(what === 'reset' ? [] : [name]), address, password], submit: words.say(`door.${what}_submit`), action: pathOf(link),
  })
}
