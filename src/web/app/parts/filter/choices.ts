import { useQuery } from '@tanstack/react-query'
import type { ChoicesAnswer } from '#contract/customers/choices.ts'
import type { SegmentsAnswer } from '#contract/customers/segment.ts'
import { MARKS } from '#core/relationship/marks.ts'
import { STATES } from '#core/relationship/state.ts'
import { asked } from '../../data/ask.ts'
import { useFormats, useWords } from '../../words/words.tsx'
import type { Listed, Saying } from './said.ts'

export const choicesAsked = { ...asked<ChoicesAnswer>('/v1/choices'), staleTime: 5 * 60_000 }
export const segmentsAsked = asked<SegmentsAnswer>('/v1/segments')

const NOTHING: ChoicesAnswer = { units: [], channels: [], campaigns: [], languages: [], attributes: [], since: null, until: null }

export const useChoices = (): ChoicesAnswer => useQuery(choicesAsked).data ?? NOTHING
/** Whether it is known what there is to choose: a list that is shown before would move under whoever chooses from it. */
export const useHasChoices = (): boolean => !useQuery(choicesAsked).isPending
/** Whether it is known which segments there are. */
export const useHasSegments = (): boolean => !useQuery(segmentsAsked).isPending
export const useSegments = (): SegmentsAnswer['segments'] => useQuery(segmentsAsked).data?.segments ?? []

/** How filters are said here: in the reader's words, with the company's names. */
export function useSaying(): Saying {
  const words = useWords()
  const formats = useFormats()
  const units = new Map(useChoices().units.map(({ key, name }) => [key, name]))
  const segments = new Map(useSegments().map(({ id, name }) => [String(id), name]))
  return { words, formats, called: { units, segments } }
}

const years = (since: string, until: string): string[] => Array.from({ length: Number(until) - Number(since) + 1 }, (_, i) => String(Number(until) - i))

/** The values that there are to choose for a listed word. */
export function valuesOf(word: Listed, { units, channels, campaigns, languages, since, until }: ChoicesAnswer): readonly string[] {
  const all: Readonly<Record<Listed, () => readonly string[]>> = {
    state: () => STATES,
    mark: () => MARKS,
    unit: () => units.map(({ key }) => key),
    cohort: () => (since === null || until === null ? [] : years(since, until)),
    channel: () => channels,
    campaign: () => campaigns,
    language: () => languages,
  }
  return all[word]()
}
