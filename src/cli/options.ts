import type { Command } from 'commander'
import type * as z from 'zod'
import { checkQuery } from '#api/door/query.ts'
import { MARKS } from '#contract/customers/filter.ts'
import { refusalsOf } from '#contract/history/parse.ts'
import { Refused } from '#contract/refusals.ts'
import type { Words } from '#core/words/index.ts'

/** Collects an option that may be repeated. */
export const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** Filters of which several values may be named, with what stands for one. */
const FILTERS = { unit: 'UNIT', channel: 'CHANNEL', campaign: 'CAMPAIGN', language: 'LANGUAGE', cohort: 'WHEN', mark: 'MARK', segment: 'N' } as const
type FilterName = keyof typeof FILTERS
const NAMES = Object.keys(FILTERS) as readonly FilterName[]

/** The filters that every command about many customers has. */
export function addFilters(command: Command, words: Words): Command {
  for (const name of NAMES) command.option(`--${name} <${FILTERS[name]}>`, words.say(`cli.option.${name}`, { marks: MARKS.join(', ') }), several)
  return command.option('--attribute <NAME=VALUE>', words.say('cli.option.attribute'), several)
}

export type FilterOptions = { readonly [name in FilterName | 'attribute']?: readonly string[] }

/** Filters as a query has them. */
export const filtersOf = ({ attribute, ...options }: FilterOptions): Record<string, unknown> => ({
  ...Object.fromEntries(NAMES.flatMap((name) => (options[name] ? [[name, options[name]]] : []))),
  ...(attribute && { attribute: grouped('attribute', attribute) }),
})

/** `NAME=VALUE`, repeated, by name. @throws Refused */
export function grouped(option: string, pairs: readonly string[]): Record<string, string[]> {
  const groups: Record<string, string[]> = Object.create(null) as Record<string, string[]>
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at < 1) throw new Refused({ code: 'query_invalid', values: { name: option, found: pair, expected: 'NAME=VALUE' } })
    ;(groups[pair.slice(0, at)] ??= []).push(pair.slice(at + 1))
  }
  return groups
}

/** Holds what was asked for against the same schema, in the same way, as the API does. @throws Refused with all that is wrong */
export function asQuery<S extends z.ZodObject>(schema: S, query: Record<string, unknown>): z.output<S> {
  const checked = checkQuery(schema, Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)))
  if ('refusals' in checked) throw new Refused(...checked.refusals)
  return checked.value as z.output<S>
}

/** Holds what is to be done against the same shape as the API does. @throws Refused with all that is wrong */
export function asBody<S extends z.ZodType>(schema: S, body: Record<string, unknown>): z.output<S> {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new Refused(...refusalsOf(parsed.error, body))
  return parsed.data
}

/** A whole number from an option. @throws Refused */
export function wholeOf(name: string, text: string | undefined, usual: number, least: number, most: number): number {
  if (text === undefined) return usual
  const value = Number(text.replaceAll('_', ''))
  if (!Number.isInteger(value) || value < least || value > most) throw new Refused({ code: 'query_invalid', values: { name, found: text, expected: `${least}–${most}` } })
  return value
}
