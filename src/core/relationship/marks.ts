/** What is said of a customer besides their state. */
export const MARKS = ['quiet', 'bound', 'not_heard', 'by_conduct'] as const
export type Mark = (typeof MARKS)[number]
