import type { Words } from '#core/words/index.ts'
import type { ImportReportAnswer, RejectGroupAnswer } from '#contract/history/import-report.ts'
import type { MappingState } from '#actions/history/bring/mapping-state.ts'
import type { Found } from '#actions/history/bring/show-upload.ts'
import type { RejectGroup } from '#actions/history/import/summary.ts'
import { flawOf } from '#api/door/say.ts'

/** A mapping, with what is wrong with it in the words of whoever asks. */
export const mappingIn = <S extends Omit<MappingState, 'name'>>(words: Words, { refusals, ...state }: S): Omit<S, 'refusals'> & { problems: ReturnType<typeof flawOf>[] } => ({
  ...state, problems: refusals.map((refusal) => flawOf(words, refusal, null)),
})

export const groupIn = (words: Words) => ({ code, column, found, expected, count, values, examples }: RejectGroup): RejectGroupAnswer => {
  const { detail, do: todo } = flawOf(words, { code, values }, null)
  return { code, column, found, expected, count, detail, do: todo, examples: examples.map((example) => ({ ...example })) }
}

/** What an import did or would do, in the words of whoever asks. @param known whether the groups are still kept */
export function reportIn(words: Words, { summary, rejects }: Found, known = true): ImportReportAnswer {
  const { rows, facts, kinds, records, customers_new, oldest, newest, rejected, seconds } = summary
  return {
    rows, facts, kinds, customers_new, oldest, newest, seconds, records,
    rejected: rejected.rows, rejects: rejects !== null, groups: known ? rejected.groups.map(groupIn(words)) : null,
  }
}
