import type { MapAnswer } from '#contract/map/map.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { plain } from '#core/words/plain.ts'
import type { Words } from '#core/words/words.ts'

export type Group = NonNullable<MapAnswer['groups']>[number]

/** By what the map is split, as a title. */
export const titleOf = (by: string, words: Words): string => (by.startsWith('attribute:') ? words.say('map.by.attribute', { name: by.slice('attribute:'.length) }) : words.say(`map.by.${by}`))

/** What a group is called: a unit by its name, a language in the reader's own, how they were won without underscores, the rest as the company writes it. */
export function groupName({ key, name }: Group, by: string, words: Words): string {
  if (key === null) return words.say('map.none')
  if (by === 'language' && (LANGUAGES as readonly string[]).includes(key)) return new Intl.DisplayNames(words.locale, { type: 'language' }).of(key) ?? key
  return name ?? (by === 'channel' || by === 'campaign' ? plain(key) : key)
}

/** The words of a filter that choose a group; null for those whom nothing names. */
export function groupFilter({ key }: Group, by: string): Readonly<Record<string, string>> | null {
  if (key === null) return null
  return by.startsWith('attribute:') ? { [`attribute.${by.slice('attribute:'.length)}`]: key } : { [by]: key }
}
