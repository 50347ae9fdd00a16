/** A mapping as it is written down, for those who only show and change it. */
export type { Column, Condition, Expression, Field, FileSettings } from '#core/history/mapping/mapping.ts'
export type { WrittenField, WrittenFile, WrittenMapping, WrittenOutput } from '#core/history/mapping/written.ts'
