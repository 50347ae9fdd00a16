import type { Formats } from '#core/words/format.ts'
import type { Words } from '#core/words/index.ts'

/** The periods that the page can be asked for. */
export const PERIODS = ['quarter', 'year', 'all'] as const
export type Period = (typeof PERIODS)[number]

/** What the parts of the page share. */
export interface Setting {
  readonly words: Words
  readonly formats: Formats
  readonly period: Period
}
