declare module 'virtual:words/*' {
  import type { Message } from '#core/words/words.ts'
  const catalogue: Readonly<Record<string, Message>>
  export default catalogue
}
