/** How a file writes characters as bytes. `latin1` is Windows-1252, as browsers take it too. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'latin1', 'shift_jis', 'gb18030'] as const
export type Encoding = (typeof ENCODINGS)[number]

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
  const { alone, controls } = highBytesIn(head)
  const japanese = senseOf(readable(head, 'shift_jis'))
  if (controls > 0.2 && japanese > 0) return 'shift_jis'
  if (alone > 0.5) return 'latin1'
  const chinese = senseOf(readable(head, 'gb18030'))
  return Math.max(japanese, chinese) <= 0 ? 'latin1' : japanese > chinese ? 'shift_jis' : 'gb18030'
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

/**
 * Of the bytes beyond ASCII, the shares that stand alone between letters, as å and õ do in European words while Chinese characters are pairs in a row, and
 * that European texts have no use for, but every kana begins with.
 */
function highBytesIn(head: Uint8Array): { alone: number; controls: number } {
  const isHigh = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80
  let [high, alone, controls] = [0, 0, 0]
  for (const [i, byte] of head.entries()) {
    if (byte < 0x80) continue
    high++
    if (!isHigh(head[i - 1]) && !isHigh(head[i + 1])) alone++
    if (byte > 0x80 && byte < 0xa0 && (byte < 0x91 || byte > 0x97)) controls++
  }
  return { alone: alone / Math.max(1, high), controls: controls / Math.max(1, high) }
}

/** The text that bytes are in an encoding; null where they are none. Up to three bytes at the end may be half a character. */
function readable(head: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
  } catch {
    return null
  }
}

/** How much of a text beyond ASCII is written as in the East rather than odd; above 0 where that is most of it. */
function senseOf(text: string | null): number {
  if (text === null) return 0
  const beyond = text.replaceAll(/[\p{ASCII}]/gu, '')
  const east = beyond.match(EAST)?.length ?? 0
  const odd = beyond.match(ODD)?.length ?? 0
  return beyond.length === 0 ? 0 : (east - 2 * odd) / beyond.length - 0.6
}
