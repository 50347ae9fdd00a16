import type { LookedColumnAnswer } from '#contract/history/upload.ts'
import type { Column } from '#contract/history/written.ts'
import type { Words } from '#core/words/words.ts'

/** A column as a key of a list, and back. */
export const keyOf = (column: Column): string => `${typeof column === 'number' ? 'n' : 't'}:${column}`
export const columnOf = (key: string): Column => (key.startsWith('n:') ? Number(key.slice(2)) : key.slice(2))

/** What a column is called to people. */
export const nameOf = (words: Words, column: Column): string => (typeof column === 'number' ? words.say('bring.nth', { n: column }) : column)

export const found = (columns: readonly LookedColumnAnswer[], column: Column): LookedColumnAnswer | undefined => columns.find((one) => one.column === column || String(one.column) === String(column))
