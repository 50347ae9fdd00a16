/** How the company reckons money to come: what it says once, and every figure of worth and lifetime value goes by. */
export interface Reckoning {
  /** The share of what is paid that is margin; null: as orders say that tell what they cost, else all of it is counted. */
  readonly margin: number | null
  /** What a year takes off, as 0.1 for 10 %. */
  readonly discount: number
  /** How far to look ahead. */
  readonly years: number
}

/** Before the company says so itself. */
export const USUAL_RECKONING: Reckoning = { margin: null, discount: 0.1, years: 3 }

/** The same with what somebody asks for instead. */
export type Reckoned = Reckoning & { readonly margin_by: 'asked' | 'said' | null }

export const reckonedBy = (said: Reckoning, asked: { readonly [K in keyof Reckoning]?: Reckoning[K] | undefined } = {}): Reckoned => ({
  margin: asked.margin ?? said.margin, discount: asked.discount ?? said.discount, years: asked.years ?? said.years,
  margin_by: asked.margin !== undefined && asked.margin !== null ? 'asked' : said.margin === null ? null : 'said',
})
