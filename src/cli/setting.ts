import type { Formats } from '#core/words/format.ts'
import type { Words } from '#core/words/index.ts'
import type { Paint } from './paint.ts'

/** What the parts of a printed text share. */
export interface Setting {
  readonly words: Words
  readonly formats: Formats
  readonly paint: Paint
  /** In characters of a terminal. */
  readonly width: number
}
