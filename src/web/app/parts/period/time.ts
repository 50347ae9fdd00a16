import { oneOf } from '../../data/search.ts'
import type { Search } from '../filter/said.ts'

/** Which time is looked at, in the words of the API; without any, the last quarter. */
export interface Time {
  readonly from?: string
  readonly to?: string
  readonly period?: string
}

/** Words of an address that say which time. */
export const TIMES = ['from', 'to', 'period'] as const

/** The time that an address names. */
export const timeOf = (search: Search): Time => Object.fromEntries(TIMES.flatMap((name) => (oneOf(search[name]) === undefined ? [] : [[name, oneOf(search[name]) as string]])))
