/** What customers write, in one language. Each comment stands alone and fits its kind whatever was bought. */
export interface Comments {
  readonly good: readonly string[]
  readonly mixed: readonly string[]
  readonly bad: readonly string[]
  /** A delivery came late. */
  readonly late: readonly string[]
  /** Prices were changed without asking. */
  readonly price: readonly string[]
}
