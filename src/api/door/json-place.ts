/** One token of JSON after white space: a mark, a string, or a number or word. */
const TOKEN = /[ \t\r\n]*(?:([{}[\],:])|("[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/y
const SPACE = /[ \t\r\n]*/y

type Wanted = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing'

/** What may follow a token, or null where the token itself may not stand. */
function after(wanted: Wanted, mark: string | undefined, isText: boolean, open: string[]): Wanted | null {
  const closed = (): Wanted => (open.length > 0 ? 'comma or end' : 'nothing')
  const ends = wanted.endsWith('or end') && mark !== undefined && open.at(-1) === mark
  if (ends) {
    open.pop()
    return closed()
  }
  if (wanted === 'comma or end') return mark === ',' ? (open.at(-1) === '}' ? 'key' : 'value') : null
  if (wanted === 'colon') return mark === ':' ? 'value' : null
  if (wanted.startsWith('key')) return isText ? 'colon' : null
  if (wanted === 'nothing') return null
  if (mark === '{' || mark === '[') {
    open.push(mark === '{' ? '}' : ']')
    return mark === '{' ? 'key or end' : 'value or end'
  }
  return mark === undefined ? closed() : null
}

/** Where text stops being JSON. The parser of the language knows, but says so only of some mistakes. */
export function wrongFrom(text: string): number {
  const open: string[] = []
  let wanted: Wanted | null = 'value'
  let at = 0
  for (;;) {
    SPACE.lastIndex = at
    SPACE.exec(text)
    const start = SPACE.lastIndex
    TOKEN.lastIndex = start
    const token = TOKEN.exec(text)
    if (!token) return start
    wanted = after(wanted, token[1], token[2] !== undefined, open)
    if (wanted === null) return start
    at = TOKEN.lastIndex
  }
}
