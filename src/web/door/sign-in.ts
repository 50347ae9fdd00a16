import type { Refusal } from '#contract/refusals.ts'
import type { Words } from '#core/words/index.ts'
import { wordsChosen } from '../frame.ts'
import { shownPage, type Acts, type Answer, type Asked } from './asked.ts'
import { formPage } from './form.ts'

/** The page where people sign in. */
export const signInPage = <C>({ signIn }: Pick<Acts<C>, 'signIn'>) => async ({ ctx, words: usual, query, form, address, seat }: Asked<C>): Promise<Answer> => {
  const words = wordsChosen(usual, query)
  const to = hereOf(query['to'])
  if (!form) return shownPage(words, page(words, to))
  const { email = '', password = '' } = form
  const begun = await signIn(ctx, { email, password, address })
  if (!begun.ok) return shownPage(words, page(words, to, email, begun.refusals), begun.refusals)
  seat.begin(begun.value)
  return { to }
}

/** An address of our own, to which somebody wanted; any other is the first page. */
const hereOf = (to: unknown): string => (typeof to === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(to) ? to : '/')

const page = (words: Words, to: string, email = '', refusals: readonly Refusal[] = []): string =>
  formPage({
    words, refusals, title: words.say('door.sign_in'), submit: words.say('door.sign_in'), action: to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`, foot: words.say('door.lost'),
    fields: [
      { name: 'email', label: words.say('door.email'), type: 'email', autocomplete: 'username', value: email },
      { name: 'password', label: words.say('door.password'), type: 'password', autocomplete: 'current-password' },
    ],
  })

/** Signs out whoever sends it, and leads to the door. */
export const signOutPage = <C>({ signOut }: Pick<Acts<C>, 'signOut'>) => async ({ ctx, form, caller: { session }, seat }: Asked<C>): Promise<Answer> => {
  if (form && session) {
    await signOut(ctx, session.hash)
    seat.end()
  }
  return { to: '/sign-in' }
}
