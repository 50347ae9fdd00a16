/** How long a password must be, and may be. Length is what keeps it from being guessed; which characters it has is nobody's business (NIST SP 800-63B, 5.1.1.2). */
export const LEAST_PASSWORD = 12
export const MOST_PASSWORD = 200

/** With fewer different characters than this, length says nothing. */
const LEAST_DIFFERENT = 5
/** What a password must have beside what anybody knows of its owner. */
const LEAST_OWN = 8

/** What is wrong with a password: too short, too long, made of the owner's own name or address, or of hardly any characters. */
export type PasswordFlaw = 'short' | 'long' | 'own' | 'plain'

/** A password as it is hashed: the same characters are the same password, however a keyboard puts them together (NFKC). */
export const normalPassword = (password: string): string => password.normalize('NFKC')

/** @returns what keeps it from being a password, or null */
export function passwordFlaw(password: string, owner: { readonly email: string; readonly name: string }): PasswordFlaw | null {
  const characters = Array.from(normalPassword(password))
  if (characters.length < LEAST_PASSWORD) return 'short'
  if (characters.length > MOST_PASSWORD) return 'long'
  if (Array.from(withoutOwn(normalPassword(password), owner)).length < LEAST_OWN) return 'own'
  return new Set(characters).size < LEAST_DIFFERENT ? 'plain' : null
}

function withoutOwn(password: string, { email, name }: { readonly email: string; readonly name: string }): string {
  const [local = ''] = email.split('@')
  const known = [email, name, local, ...local.split(/[^\p{L}\p{N}]+/u), ...name.split(/\s+/)].map((text) => normalPassword(text).toLowerCase()).filter((text) => text.length >= 3)
  return known.toSorted((a, b) => b.length - a.length).reduce((rest, text) => rest.replaceAll(text, ''), password.toLowerCase())
}

/** An e-mail address as it is compared and kept. */
export const normalEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase()
