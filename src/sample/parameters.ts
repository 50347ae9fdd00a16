/**
 * Everything that was set on purpose. These numbers are written to truth.json as they stand here; the bond is in its own
 * units (0 = no tie at all, 1 = fond, −1 = hostile) and knows nothing of how Troth reads facts.
 */
export const PARAMETERS = {
  joining: {
    /** Signed up in the opening weeks of the register; the rest over the whole period, more in busy seasons. */
    opening_share: 0.48,
    opening_days: 110,
    /** Join without buying at once. */
    browsing_share: 0.07,
  },
  trade: {
    purchases_per_year: 5.3,
    /** Gamma shape of rates over customers: the smaller, the more they differ. */
    rate_shape: 1.7,
    /** Gamma shape of the gaps of one customer, and the share of customers with it. */
    rhythms: { regular: { shape: 5, share: 0.25 }, usual: { shape: 1.6, share: 0.5 }, erratic: { shape: 0.75, share: 0.25 } },
    lines_beyond_first: 0.9,
    cost_share_of_list: 0.54,
    refund_share: 0.05,
    visits_per_year: 3.8,
    contacts_per_year: 0.55,
  },
  deals: {
    prone_share: 0.1,
    prone_line_share: 0.93,
    /** Deal-prone customers wait for weeks with much on offer: rate × (share on offer / usual share)^pull. */
    prone_pull: 1.6,
    prone_bond_shift: -0.35,
    /** Others' chance that a line is on offer = share on offer × exp(this × bond). */
    bond_on_deals: -0.3,
  },
  card: { share: 0.09, price_minor: 3900, months: 12, rate_while_locked: 1.25, leaving_while_locked: 0.2, renewal_logit: 0.7, renewal_bond: 1.5 },
  bond: {
    /** Each customer's own level, to which the bond is drawn back. */
    own_mean: 0.28,
    own_sd: 0.55,
    won_by_friend: 0.25,
    satisfaction_pull: 0.45,
    satisfaction_days: 55,
    bond_days: 420,
    experience_on_satisfaction: 0.4,
    experience_on_bond: 0.16,
    /** Bad experiences count this much more. */
    bad_weight: 1.35,
    /** Good experiences add less the fonder they already are, and nothing from here up. */
    ceiling: 2.4,
    broken_delivery: -0.22,
    recovery_accepted: 0.38,
    recovery_refused: -0.2,
    moment: 0.22,
    asked: 0.15,
  },
  /** Quality of an experience = these + unit + the mood of who served + what happened. */
  experience: { mean: 0.36, spread: 0.62, mishap_share: 0.055, mishap: -1.7, on_time: 0.1, late: -1.15, contact: 0.1, waiting_per_doubling: -0.12, unresolved: -0.95 },
  /** What the bond does: a rate is multiplied by exp(this × bond). */
  effects: { purchase: 0.38, purchase_by_satisfaction: 0.1, leaving: -1.25, returning: 0.6, referral: 0.95, praise: 1.15, rival: -0.5, visit: 0.2 },
  /** Yearly rates at bond 0. */
  rates: { leaving: 0.17, returning: 0.07, referral: 0.11, praise: 0.045, rival: 0.13, moment: 0.1 },
  /** Never seen again after the first purchase, at bond 0. */
  passing: { home: 0.13, export: 0.24 },
  friends: { opportunity_logit: -1.35, bond: 1.1 },
  asking: {
    after_purchase: 0.8, after_contact: 0.75, after_complaint: 0.9, on_leaving: 0.5,
    rest_days: 21, pulse_days: 130,
    /** Chance to answer = own propensity × (floor + extremity × |feeling − usual|^power), at most `most`. */
    floor: 0.096, extremity: 0.125, power: 1.35, usual: 0.35, most: 0.8,
    comment_share: 0.6, no_consent_share: 0.12,
  },
  /** What a newcomer costs by the channel they came by, as ads, fees and rewards to friends; and what the club costs for every purchase. */
  costs: { per_newcomer: { search: 1450, social: 2300, campaign: 3600, market_stall: 1200, marketplace: 1900, friend: 500 }, per_purchase_minor: 65 },
  complaints: { of_bad_experiences: 0.42, bond: 0.25, threshold: -0.85, answered_share: 0.68, accepted_share: 0.72 },
  plays: { handwritten_note_share: 0.7, handwritten_note_at_purchase: 3 },
  letter: {
    month: 20, told_share: 0.45, asked_share: 0.1, asked_days_before: 35, known_days: 400,
    /** Change of the bond of the told = hurt × (fixed + loyal × max(0, bond)), hurt uniform between the two. */
    fixed: -0.2, loyal: -0.85, hurt: [0.4, 1.6], satisfaction: -0.5,
    /** On top of the bond: the told buy at this multiple of their rate for so many days. */
    rate_multiplier: 0.88, rate_days: 240,
    answer_share: 0.14,
    /** Some of the told get an apology and their old terms back, weeks later; whether it is accepted is as with any recovery. */
    apology_share: 0.2, apology_days: [35, 80],
  },
  warehouse: {
    months: 4, ended_months_before_end: 3, unit: 'web-sweden', late_share: 0.48, usual_late_share: 0.035, contact_share: 0.34, complaint_share: 0.32, recorded_share: 0.85,
    kept_recorded_share: 0.2, days_late: [4, 13], promised_days: [2, 4], waiting_multiplier: 2.6,
  },
  happier_shops: { units: ['tartu', 'bergen-bryggen'], mood: 0.48, usual_mood_sd: 0.12 },
} as const

export type Parameters = typeof PARAMETERS
