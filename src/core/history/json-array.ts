/**
 * Turns the text of one JSON array into lines of one element each, a piece at a time, without reading what they are: whoever reads lines of JSON reads
 * arrays too, in memory for one element. Text that is no array goes through as it is.
 */
export function arrayLines(): (text: string) => string {
  let depth = -1 // nothing was met yet
  let isText = false
  let escaped = false
  let plain = false
  const one = (char: string): string => {
    if (isText) {
      if (escaped) escaped = false
      else if (char === '\\') escaped = true
      else if (char === '"') isText = false
      return char
    }
    if (char === '"') isText = true
    else if (char === '[' || char === '{') return depth++ === 0 ? '' : char
    else if (char === ']' || char === '}') return --depth === 0 ? '' : char
    else if (char === ',' && depth === 1) return '\n'
    else if (char === '\n' || char === '\r') return ' '
    return char
  }
  return (text) => {
    let from = 0
    if (depth === -1 && !plain) {
      from = text.search(/\S/)
      if (from < 0) return ''
      if (text[from] === '[') depth = 0
      else plain = true
    }
    return plain ? text : Array.from(text.slice(from), one).join('')
  }
}
