import type { CustomerRecord } from '#core/history/record.ts'
import type { Draft } from './serve.ts'
import type { Life } from './life.ts'
import { type Culture, emailOf, nameOf } from './names.ts'
import { offerAt } from './calendar.ts'
import { diceOf, uniform, weighed } from './random.ts'
import { keyOf } from './world.ts'

/** A salt of its own, so that names do not stir lives. */
const SALT = 9
const CHANNELS = { walk_in: 0.36, search: 0.24, social: 0.16, campaign: 0.16, market_stall: 0.08 } as const
const WEB_CHANNELS = { search: 0.45, social: 0.27, campaign: 0.22, marketplace: 0.06 } as const
const HOUSEHOLDS = { single: 0.28, couple: 0.34, family: 0.32, shared: 0.06 } as const

function cultureOf(life: Life, u: number): Culture {
  const { language, region } = life.traits
  if (region === 'finland') return language === 'sv' && u < 0.6 ? 'sv' : 'fi'
  return language
}

/** What the company knows of a customer besides facts. */
export function customerRecordOf(life: Life, referrer: number | undefined): CustomerRecord {
  const { traits, n, joined, world } = life
  const dice = diceOf(world.seed, SALT, n)
  const { name, latin } = nameOf(cultureOf(life, uniform(dice)), uniform(dice), uniform(dice))
  const channel = weighed<string>(uniform(dice), traits.home.kind === 'shop' ? CHANNELS : WEB_CHANNELS)
  const record: Draft<CustomerRecord> = {
    record: 'customer', key: keyOf(n), name, email: emailOf(latin, n), joined_at: joined,
    channel: referrer === undefined ? channel : 'friend', language: traits.language, home_unit: traits.home.key,
    attributes: {
      region: traits.region, household: weighed(uniform(dice), HOUSEHOLDS), member: traits.wantsCard ? 'plus' : 'basic', shops: traits.home.kind === 'shop' ? 'mostly in the shop' : 'only on the web',
    },
    consents: { survey: traits.surveyConsent, news: traits.newsConsent },
  }
  if (referrer !== undefined) record.referrer = keyOf(referrer)
  else if (channel === 'campaign') record.campaign = offerAt(world.calendar, joined).name
  return record
}
