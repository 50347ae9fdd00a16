import { FACT_FIELDS, RECORD_FIELDS } from '#core/history/mapping/targets.ts'
import type { Owner } from './draft.ts'

/** Those that people bring most come first. */
const FIRST: readonly Owner[] = ['purchase', 'refund', 'rating', 'complaint', 'visit', 'customer']
/** All that rows can make. */
export const OWNERS: readonly Owner[] = [...FIRST, ...([...Object.keys(FACT_FIELDS), ...Object.keys(RECORD_FIELDS)] as Owner[]).filter((owner) => !FIRST.includes(owner))]
