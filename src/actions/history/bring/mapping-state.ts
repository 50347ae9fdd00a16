import type { WrittenMapping } from '#core/history/mapping/written.ts'
import { mappingText, writtenIn } from '#contract/history/mapping-text.ts'
import { parseMapping } from '#contract/history/mapping.ts'
import type { Refusal } from '#contract/refusals.ts'

/** A mapping as it is shown to whoever works on it; what is wrong with it is not yet in anybody's words. */
export interface MappingState {
  readonly name: string | null
  readonly text: string
  readonly written: WrittenMapping | null
  readonly refusals: readonly Refusal[]
}

export function stateOfMapping(name: string | null, text: string): MappingState {
  const read = parseMapping(text, name ?? 'mapping')
  return { name, text, written: writtenIn(text), refusals: read.ok ? [] : read.refusals }
}

/** A mapping as somebody sent it: YAML, or the same as JSON. */
export interface SentMapping {
  readonly text?: string | undefined
  readonly written?: Readonly<Record<string, unknown>> | undefined
}

/** Its YAML. */
export const textOf = ({ text, written }: SentMapping): string => text ?? mappingText(written as unknown as WrittenMapping)
