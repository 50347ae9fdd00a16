/** The search of an address as the API reads it: plain texts, a list where a name comes several times. No JSON, so that a person can read and mend it. */
export function readSearch(text: string): Record<string, string | string[]> {
  const search = new URLSearchParams(text)
  const found: Record<string, string | string[]> = {}
  for (const name of new Set(search.keys())) {
    const all = search.getAll(name)
    found[name] = all.length === 1 ? (all[0] as string) : all
  }
  return found
}

/** The other way; what is undefined or an empty list is left out. */
export function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const written = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    const all: readonly unknown[] = Array.isArray(value) ? value : [value]
    for (const one of all) if (one !== undefined && one !== null) written.append(name, String(one as string))
  }
  const text = written.toString()
  return text === '' ? '' : `?${text}`
}

/** The values of a name, none to several. */
export const allOf = (value: string | readonly string[] | undefined): readonly string[] => (value === undefined ? [] : typeof value === 'string' ? [value] : value)
/** The only or first value of a name. */
export const oneOf = (value: string | readonly string[] | undefined): string | undefined => allOf(value)[0]
