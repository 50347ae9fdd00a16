/** How a file writes characters as bytes. `latin1` is Windows-1252, as browsers take it too. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'latin1', 'shift_jis', 'gb18030'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** Encodings without a mark of their own, tried where bytes are no UTF-8; what fits any bytes comes last. */
const TRIED = ['shift_jis', 'gb18030'] as const

/** Characters that people write in Chinese and Japanese, and those that a wrong guess makes of them: half-width kana, and private ones. */
const EAST = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。]/gu
const ODD = /[\uff61-\uff9f\p{Co}\p{Cn}\u0080-\u009f]/gu

/**
 * Finds out by looking how bytes are to be read: by their mark, by the zeros of UTF-16, as UTF-8 where that holds throughout, else by which
 * encoding makes sense of them.
 * @param head the first bytes of a file; the last character may be cut in two
 */
export function encodingOf(head: Uint8Array): Encoding {
  const [a, b] = head
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  const zeros = zerosIn(head)
  if (zeros) return zeros
  if (readable(head, 'utf-8') !== null) return 'utf-8'
  const scored = TRIED.map((encoding) => ({ encoding, score: senseOf(readable(head, encoding)) })).toSorted((x, y) => y.score - x.score)
  const [best] = scored
  return best && best.score > 0 ? best.encoding : 'latin1'
}

/** Text of mostly Latin letters has a zero in every second byte when it is UTF-16. */
function zerosIn(head: Uint8Array): Encoding | null {
  const looked = Math.min(head.length - (head.length % 2), 4096)
  const counts = [0, 0]
  for (let i = 0; i < looked; i++) if (head[i] === 0) counts[i % 2]!++
  const [even = 0, odd = 0] = counts
  if (odd > looked / 5 && even < looked / 50) return 'utf-16le'
  return even > looked / 5 && odd < looked / 50 ? 'utf-16be' : null
}

/** The text that bytes are in an encoding; null where they are none. Up to three bytes at the end may be half a character. */
function readable(head: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
  } catch {
    return null
  }
}

/** How much more of a text is written as in the East than is odd there. Four words in a column of numbers are few, and sense all the same. */
function senseOf(text: string | null): number {
  if (text === null) return 0
  const beyond = text.replaceAll(/[\p{ASCII}]/gu, '')
  const east = beyond.match(EAST)?.length ?? 0
  const odd = beyond.match(ODD)?.length ?? 0
  return beyond.length === 0 ? 0 : (east - 2 * odd) / beyond.length - 0.6
}
