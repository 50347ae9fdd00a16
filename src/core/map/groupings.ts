/** What the map can be split by. An attribute is named as `attribute:NAME`. */
export const GROUPINGS = ['unit', 'channel', 'campaign', 'language', 'cohort'] as const
