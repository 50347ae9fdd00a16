/** How a customer came: because others spoke well (earned), because the company paid for it (bought), or nobody knows. */
export const ORIGINS = ['earned', 'bought', 'unknown'] as const
export type Origin = (typeof ORIGINS)[number]

/** What is known of how they came. */
export interface Came {
  readonly channel: string | null
  /** Somebody is named who sent them. */
  readonly referred: boolean
  readonly campaign: boolean
}

const EARNED: ReadonlySet<string> = new Set(['friend', 'friends', 'family', 'referral', 'referrals', 'referred', 'refer_a_friend', 'word_of_mouth', 'recommendation', 'recommended', 'advocate', 'reputation', 'reviews'])
const BOUGHT: ReadonlySet<string> = new Set([
  'ad', 'ads', 'advert', 'advertising', 'campaign', 'paid', 'paid_search', 'paid_social', 'search_ads', 'social_ads', 'ppc', 'sem', 'display', 'affiliate', 'affiliates', 'sponsored', 'tv', 'radio', 'print',
  'flyer', 'leaflet', 'direct_mail', 'coupon', 'voucher', 'promotion', 'discount', 'marketplace', 'telesales', 'outbound', 'sales',
])

/** A referrer says it; else the name of the channel, where it is one of those that say it; else a campaign. Walking in, finding a site: nobody knows why. */
export function originOf({ channel, referred, campaign }: Came): Origin {
  const name = (channel ?? '').toLowerCase().trim().replaceAll(/[^a-z0-9]+/g, '_')
  if (referred || EARNED.has(name)) return 'earned'
  return campaign || BOUGHT.has(name) ? 'bought' : 'unknown'
}
