import type { DriverAnswer } from '#contract/map/drivers.ts'

/** Did they surely move more often after it, or surely less? Where the interval holds 1, neither is known. */
export const isClear = ({ ratio }: DriverAnswer): boolean => ratio === null || ratio.low > 1 || (ratio.high !== null && ratio.high < 1)
