/**
 * How wide text will be. A picture is laid out before anybody can measure it, so widths are those of Inter at weight 600 (the widest
 * that charts use, with figures of one width), in thousandths of the size; what other weights need is less. Chinese and Japanese signs are square.
 */
const WIDTHS: readonly (readonly [width: number, chars: string])[] = [
  [262, ' ijlI’‘\u00A0\u202F'], [330, ',.:·!\';\\'], [380, 't f`|()[]/'], [425, 'r'], [480, '{}-_^–'], [550, '”“"*?sš¥'], [590, 'aäåcekvxzžyJLF'],
  [625, 'noöøõhuüõE'], [650, '0123456789bdpqg£$SŠ#PZŽRB&T'], [690, '+<=>~−×±€'], [750, 'KYXDUÜCAVÄÅHG'], [775, 'NOÖØÕQ'], [850, 'w'], [1000, 'mæM↑↓→…@%WÆ'],
]
const KNOWN: ReadonlyMap<string, number> = new Map(WIDTHS.flatMap(([width, chars]) => Array.from(chars, (char) => [char, width] as const)))

/** A sign that no table knows: a letter with a stroke or a dot is about as wide as others; what lies beyond the alphabets is square. */
const widthOfChar = (char: string): number => KNOWN.get(char) ?? ((char.codePointAt(0) ?? 0) < 0x1100 ? 700 : 1000)

/** The width of a text in px, rather too large than too small. */
export function widthOf(text: string, size: number): number {
  let sum = 0
  for (const char of text) sum += widthOfChar(char)
  return (sum / 1000) * size
}

/** The text if there is room for it; else its beginning; else nothing. */
export function fitted(text: string, size: number, room: number): string {
  if (widthOf(text, size) <= room) return text
  let cut = ''
  for (const char of text) {
    if (widthOf(`${cut}${char}…`, size) > room) break
    cut += char
  }
  return cut === '' ? '' : `${cut.trimEnd()}…`
}

/** The text if there is room for all of it, else nothing: half a number would be another number. */
export const whole = (text: string, size: number, room: number): string => (widthOf(text, size) <= room ? text : '')

/** Things named one after the other, as the language does it. */
export const listed = (items: readonly string[], locale: string): string => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items)
