import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import type { Setting } from '../picture.ts'
import type { FoldedMark } from './marks.ts'
import type { Span } from './spans.ts'

interface Told {
  readonly equity: readonly Pick<CustomerAnswer['equity'][number], 'at' | 'heart'>[]
  readonly marks: CustomerAnswer['marks']
}

/** The line in words: where it began, where it was lowest and highest, where it is, and what moved it. */
export function describeEquity({ equity, marks }: Told, { words, formats }: Setting): string {
  const [first, last] = [equity[0], equity.at(-1)]
  if (!first || !last) return words.say('chart.no_equity')
  const least = equity.reduce((a, b) => (b.heart < a.heart ? b : a))
  const most = equity.reduce((a, b) => (b.heart > a.heart ? b : a))
  const sum = (of: 'deposits' | 'withdrawals'): number => marks.reduce((all, mark) => all + mark[of], 0)
  return words.say('chart.equity', {
    from: formats.day(first.at), now: formats.figure(last.heart), least: formats.figure(least.heart), least_at: formats.day(least.at), most: formats.figure(most.heart), most_at: formats.day(most.at),
    deposits: sum('deposits'), withdrawals: sum('withdrawals'),
  })
}

/** A mark in words: when, what was laid in and taken out, and the fact where it is one. */
export function factsSaid({ at, until, deposits, withdrawals, gain, loss }: FoldedMark, { words, formats }: Setting, fact: string | null): string {
  const when = formats.day(at) === formats.day(until) ? formats.day(at) : formats.period(at, until)
  const change = formats.figure(gain + loss)
  if (fact !== null) return words.say('chart.fact', { when, fact, change: gain + loss > 0 ? `+${change}` : change })
  return words.say('chart.facts', { when, deposits, withdrawals, change: gain + loss > 0 ? `+${change}` : change })
}

export const spanSaid = ({ state, at, until }: Span, { words, formats }: Setting): string =>
  words.say('chart.stay', { state: words.say(`state.${state}`), when: until === null ? formats.day(at) : formats.period(at, until), lasts: until === null ? 'yes' : 'no' })
