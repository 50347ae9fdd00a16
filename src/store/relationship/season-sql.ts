import type { Borders } from '#core/relationship/learn-season.ts'

/** The number of a day's season (`seasonOfMonth`), as SQL. Counted from the year 0 first: SQL cuts towards nought, and so below it would be wrong. @param day an expression of a date */
export const seasonOf = (day: string, { months, begins }: Borders): string =>
  `((extract(year from ${day})::int * 12 + extract(month from ${day})::int - ${Math.trunc(begins)}) / ${Math.trunc(months)} - ${Math.trunc((1970 * 12) / months)})`
