/** How the company reckons money to come: what it says once, and every figure of worth and lifetime value goes by. */
export interface Reckoning {
  /** The share of what is paid that is margin; null: as orders say that tell what they cost, else all of it is counted. */
  readonly margin: number | null
  /** What a year takes off, as 0.1 for 10 %. */
  readonly discount: number
  /** How far to look ahead. */
  readonly years: number
  /** What a point costs that is used, in minor units, parts of one too; null where nobody says. */
  readonly point_minor: number | null
}

/** Before the company says so itself. */
export const USUAL_RECKONING: Reckoning = { margin: null, discount: 0.1, years: 3, point_minor: null }

/** The same with what somebody asks for instead. */
export type Reckoned = Omit<Reckoning, 'point_minor'> & { readonly margin_by: 'asked' | 'said' | null }

export const reckonedBy = (said: Omit<Reckoning, 'point_minor'>, asked: { readonly [K in 'margin' | 'discount' | 'years']?: Reckoning[K] | undefined } = {}): Reckoned => ({
  margin: asked.margin ?? said.margin, discount: asked.discount ?? said.discount, years: asked.years ?? said.years,
  margin_by: asked.margin !== undefined && asked.margin !== null ? 'asked' : said.margin === null ? null : 'said',
})
