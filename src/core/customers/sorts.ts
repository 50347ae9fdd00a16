/** What lists of customers sort by. Unknown figures come last either way. */
export const SORTS = ['key', 'name', 'since', 'last', 'value', 'paid', 'orders', 'heart', 'head', 'stay', 'say', 'pay'] as const
export type Sort = (typeof SORTS)[number]

/** The figures that a filter bounds. */
export const FIGURES = ['heart', 'head', 'stay', 'say', 'pay', 'value', 'paid', 'orders'] as const
export type FigureName = (typeof FIGURES)[number]

/** In the place of a state: they were no customers yet. */
export const NOT_YET = 'none'
