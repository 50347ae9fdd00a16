import { compareFacts } from '#core/history/order.ts'
import { DAY_MS, type Instant, MINUTE_MS } from '#core/units/time.ts'
import { passTo } from './bond.ts'
import { renewCard, startCard } from './card.ts'
import { contact, recover } from './care.ts'
import { deliver, refund } from './delivery.ts'
import { days, nextPurchase, times } from './effects.ts'
import { YEAR_IN_DAYS } from './events.ts'
import { comeBack, leave } from './leaving.ts'
import { ask, letter } from './letter.ts'
import { type Due, emit, type Life, nextId, plan, likely } from './life.ts'
import { PARAMETERS } from './parameters.ts'
import { buy } from './purchase.ts'
import { between, chance, lotOf, pick, uniform } from './random.ts'
import { invite, moment, praise, pulse, rival, tellFriend } from './voice.ts'
import { buysAtOnce, SALTS } from './world.ts'

const { effects: E, rates: R, trade: T, plays: P, card: C } = PARAMETERS
const WEEK_MS = 7 * DAY_MS

/** What may happen in any week, with its yearly rate. */
const HAPPENINGS = ['visit', 'contact', 'leaving', 'referral', 'praise', 'rival', 'moment'] as const
type Happening = (typeof HAPPENINGS)[number] | 'returning'

function ratesOf(life: Life): readonly number[] {
  const { bond, traits } = life
  const leaving = R.leaving * times(E.leaving * bond) * (life.lockedUntil > life.now ? C.leaving_while_locked : 1)
  return [
    T.visits_per_year * (0.4 + traits.webShare) * times(E.visit * bond), T.contacts_per_year, leaving,
    R.referral * times(E.referral * bond), R.praise * times(E.praise * bond), R.rival * times(E.rival * bond), R.moment,
  ]
}

/** At most one happening a week: what and when. */
function drawHappening(life: Life, from: Instant, until: Instant): { at: Instant; what: Happening } | undefined {
  const year = YEAR_IN_DAYS * DAY_MS
  const at = from + uniform(life.dice) * (until - from)
  let u = uniform(life.dice) / ((until - from) / year)
  if (life.gone !== undefined) return u < R.returning * times(E.returning * life.bond) ? { at, what: 'returning' } : undefined
  const rates = ratesOf(life)
  for (let i = 0; i < rates.length; i++) if ((u -= rates[i] as number) < 0) return { at, what: HAPPENINGS[i] as Happening }
  return undefined
}

function happen(life: Life, at: Instant, what: Happening): void {
  if (what === 'returning') return life.gone === undefined ? undefined : comeBack(life, at)
  if (life.gone !== undefined) return
  switch (what) {
    case 'visit': return emit(life, { kind: 'visit', id: nextId(life, 'U'), source: 'web', customer: life.key, at: likely(life, at), channel: pick(life.dice, ['web', 'web', 'app']) })
    case 'contact': return contact(life, at)
    case 'leaving': return leave(life, at, 'drift')
    case 'referral': return invite(life, at)
    case 'praise': return praise(life, at)
    case 'rival': return rival(life, at)
    case 'moment': return life.traits.home.kind === 'shop' ? moment(life, at) : undefined
  }
}

function fallDue(life: Life, due: Due): void {
  switch (due.what) {
    case 'delivery': return deliver(life, due)
    case 'refund': return refund(life, due)
    case 'recovery': return recover(life, due)
    case 'pulse': return pulse(life, due.at)
    case 'asked': return ask(life, due.at)
    case 'told': return letter(life, due.at)
    case 'friend': return tellFriend(life, due)
    case 'card': return startCard(life, due.at)
    case 'renewal': return renewCard(life, due.at)
  }
}

function purchase(life: Life, at: Instant, exact = false): void {
  buy(life, at, exact)
  const { passing } = PARAMETERS
  const { dice, traits, world } = life
  if (life.purchases === 1 && chance(dice, (traits.region === 'export' ? passing.export : passing.home) * times(-0.8 * life.bond))) leave(life, at, 'passing')
  if (life.purchases === P.handwritten_note_at_purchase && lotOf(world.seed, SALTS.handwritten, life.n) < P.handwritten_note_share)
    moment(life, life.lastPurchase + days(between(dice, 1, 6)), 'handwritten-note', 'a handwritten note after the third purchase')
}

/** One week, or what is left of it: purchases, what falls due and what happens, in order of time. */
function playWeek(life: Life, until: Instant): void {
  let happening = drawHappening(life, life.now, until)
  for (;;) {
    const buying = nextPurchase(life, until)
    const happens = happening?.at ?? Number.POSITIVE_INFINITY
    const due = life.agenda[0]?.at ?? Number.POSITIVE_INFINITY
    const at = Math.min(buying, happens, due)
    if (at >= until) return passTo(life, until)
    passTo(life, at)
    if (due <= at) fallDue(life, life.agenda.shift() as Due)
    else if (happening && happens <= at) {
      const { what } = happening
      happening = undefined
      happen(life, at, what)
    } else purchase(life, at)
  }
}

/** Plays a life from the day they join to the end; afterwards its facts are in the total order of a history. */
export function playLife(life: Life): void {
  const { world, joined, dice } = life
  plan(life, { at: joined + days(between(dice, 45, 160)), what: 'pulse' })
  if (buysAtOnce(world, life.n)) purchase(life, joined + 4 * MINUTE_MS, true)
  const { zero } = world.calendar
  while (life.now < world.end) {
    const nextMonday = zero + (Math.floor((life.now - zero) / WEEK_MS) + 1) * WEEK_MS
    playWeek(life, Math.min(nextMonday, world.end))
  }
  life.facts.sort(compareFacts)
}
