import { languageOf, wordsOf, type Words } from '#core/words/index.ts'

const isSpoken = (tag: string): boolean => languageOf(tag) !== 'en' || /^en(-|$)/i.test(tag)

/** The first language of an Accept-Language header (RFC 9110, 12.5.4) that Troth speaks; English where there is none. */
export function languageAsked(header: string | undefined): Words['language'] {
  const wanted = (header ?? '').slice(0, 500).split(',').map((part) => {
    const [tag = '', ...parameters] = part.split(';').map((text) => text.trim())
    const q = parameters.find((text) => /^q=/i.test(text))
    return { tag, weight: q === undefined ? 1 : Number(q.slice(2)) }
  })
  const spoken = wanted.filter(({ tag, weight }) => weight > 0 && isSpoken(tag)).toSorted((a, b) => b.weight - a.weight)
  return languageOf(spoken[0]?.tag)
}

export const wordsAsked = (headers: { readonly 'accept-language'?: string | undefined }): Words => wordsOf(languageAsked(headers['accept-language']))
