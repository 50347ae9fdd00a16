import type { Acts, Answer, Asked } from './asked.ts'
import { beginPage } from './begin.ts'
import { signInPage, signOutPage } from './sign-in.ts'

/** The pages through which people come in and go out. */
export const doorPages = <C>(acts: Acts<C>): Readonly<Record<'/begin' | '/sign-in' | '/sign-out', { readonly form: (asked: Asked<C>) => Promise<Answer> }>> => ({
  '/begin': { form: beginPage(acts) },
  '/sign-in': { form: signInPage(acts) },
  '/sign-out': { form: signOutPage(acts) },
})
