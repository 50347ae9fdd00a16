/**
 * What customers paid, as it lies in `spend`: each has one row of the months in which they spent anything, ascending, and of what they had paid in all by the end
 * of each. Here is how that is asked for, as SQL over such a row. Months are whole numbers since 1970-01 (`Zone.monthOf`), or SQL that comes to one.
 */
type Month = number | string

const smallint = (month: Month): string => (typeof month === 'number' ? `'${Math.trunc(month)}'::smallint` : `(${month})::smallint`)

/** How many of their months had begun by the end of a month: the place of the last of these in the row. */
export const monthsBy = (month: Month, row = 'spend'): string => `width_bucket(${smallint(month)}, ${row}.months)`

/** All that somebody had paid by the end of a month; 0 before their first, and for who has no row. */
export const paidBy = (month: Month, row = 'spend'): string => `coalesce(${row}.paid[${monthsBy(month, row)}], 0)`

/** What somebody paid after one month, up to the end of another. */
export const paidWithin = (after: Month, until: Month, row = 'spend'): string => `(${paidBy(until, row)} - ${paidBy(after, row)})`

/** What was paid in the month at a place in the row. */
export const paidAt = (place: string, row = 'spend'): string => `${row}.paid[${place}] - coalesce(${row}.paid[${place} - 1], 0)`

/** The first day of a month, as a date. */
const dayOf = (month: string): string => `(date '1970-01-01' + ${month} * interval '1 month')::date`

/** Rows of `spend` as a row of each month, with what was paid in it. @param where which rows, as SQL */
export const monthByMonth = (where: string): string => `
  select telling, customer, ${dayOf('months[place]')} as month, ${paidAt('place')} as paid
  from (select *, generate_subscripts(months, 1) as place from spend where ${where}) spend`
