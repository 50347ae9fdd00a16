import type { Language } from '#core/history/kinds.ts'
import type { Region, Unit } from './company.ts'
import { PARAMETERS } from './parameters.ts'
import { between, chance, diceOf, gamma, lotOf, normal, uniform, weighed } from './random.ts'
import { regionOf, SALTS, type World } from './world.ts'

/** What a customer is like from the first day to the last. Hidden, but for what the record shows of it. */
export interface Traits {
  readonly region: Region
  readonly language: Language
  readonly home: Unit
  readonly warehouse: Unit
  /** Share of orders that go over the web. */
  readonly webShare: number
  readonly ratePerYear: number
  /** Gamma shape of their gaps. */
  readonly rhythm: number
  readonly dealProne: boolean
  readonly wantsCard: boolean
  /** The level to which their bond is drawn back. */
  readonly ownBond: number
  /** How ready they are to answer, 1 = usual. */
  readonly answering: number
  readonly surveyConsent: boolean
  readonly newsConsent: boolean
}

const LANGUAGES: Readonly<Record<Region, Readonly<Partial<Record<Language, number>>>>> = {
  estonia: { et: 0.88, en: 0.11, zh: 0.01 },
  finland: { sv: 0.45, en: 0.55 },
  sweden: { sv: 0.92, en: 0.07, zh: 0.01 },
  norway: { nb: 0.92, en: 0.08 },
  export: { ja: 0.4, zh: 0.34, en: 0.26 },
}

function homeOf(world: World, region: Region, u: number, online: boolean): Unit {
  if (online) return world.company.warehouses[region]
  const shops = world.company.shops[region]
  const key = weighed(u, Object.fromEntries(shops.map((shop) => [shop.key, shop.weight])))
  return world.company.units.get(key) as Unit
}

/** Draws customer `n`. */
export function traitsOf(world: World, n: number, wonByFriend: boolean): Traits {
  const dice = diceOf(world.seed, SALTS.traits, n)
  const { trade, deals, bond, card, asking } = PARAMETERS
  const region = regionOf(world, n)
  const language = weighed(uniform(dice), LANGUAGES[region])
  const online = uniform(dice) < (region === 'export' ? 0.85 : 0.2)
  const home = homeOf(world, region, uniform(dice), online)
  const rhythm = trade.rhythms[weighed(uniform(dice), { regular: trade.rhythms.regular.share, usual: trade.rhythms.usual.share, erratic: trade.rhythms.erratic.share })]
  const ratePerYear = (trade.purchases_per_year * gamma(dice, trade.rate_shape)) / trade.rate_shape
  const dealProne = chance(dice, deals.prone_share)
  const ownBond = bond.own_mean + bond.own_sd * normal(dice) + (dealProne ? deals.prone_bond_shift : 0) + (wonByFriend ? bond.won_by_friend : 0)
  return {
    region, language, home, warehouse: world.company.warehouses[region],
    webShare: online ? 1 : between(dice, 0, 0.36),
    ratePerYear: Math.max(0.25, ratePerYear), rhythm: rhythm.shape, dealProne,
    wantsCard: chance(dice, card.share), ownBond,
    answering: between(dice, 0.3, 1.7),
    surveyConsent: !chance(dice, asking.no_consent_share), newsConsent: chance(dice, 0.7),
  }
}

export const letterLotOf = (world: World, n: number): number => lotOf(world.seed, SALTS.letter, n)
