import { kindNumber } from '#core/history/kinds.ts'
import type { KnownBuyer } from '#core/money/buyer.ts'
import { stateOf } from '#core/relationship/state.ts'
import { seasonHistory, seasonTime, type Season, type SeasonsBought } from '#core/relationship/season.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { within, type Slice } from '#store/slices.ts'
import { seasonOf } from '#store/relationship/season-sql.ts'
import { sqlInstant } from '#store/values.ts'

const [PURCHASE, REFUND] = [kindNumber('purchase'), kindNumber('refund')]

type Row = Omit<KnownBuyer, 'T' | 'state' | 'by_season'> & SeasonsBought & { readonly t: number; readonly state: number | null } & Record<string, unknown>

/** For how many days somebody has been under contract. */
const HELD = `case when s.memory #>> '{contract,status}' = 'active' then extract(epoch from $2::timestamptz)::float8 / 86400 - (s.memory #>> '{contract,begun_at}')::float8 / 86400000 end`

/**
 * The customers of a slice who ever bought, in days of the company's calendar, with where they stand and how they came; those who were merged one by one, as
 * the model was learned, and standing nowhere of their own.
 * @param isHeld is it asked for how long they have been under contract? Their memory has it, which takes as long to look at as all else
 */
export async function readBuyers(db: Db, telling: number, zone: string, now: Instant, slice: Slice, isHeld: boolean, season?: Season): Promise<KnownBuyer[]> {
  const bySeason = season ? ['count(distinct', 'min(', 'max('].map((of, i) => `, ${of} ${seasonOf('day', season)}) filter (where bought) as ${['seasons', 'first_season', 'last_season'][i]}`).join('') : ''
  const { rows } = await db.query<Row>(
    `select days - 1 as x, last - first as t_x, ($2::timestamptz at time zone $1)::date - first as t, net, s.state,${season ? ' seasons, first_season, last_season,' : ''}
       ${isHeld ? HELD : 'null::float8'} as held, k.channel, k.referrer is not null as referred, k.campaign is not null as campaign
     from (
       select customer, count(*) filter (where bought) as days, min(day) filter (where bought) as first, max(day) filter (where bought) as last, sum(paid)::bigint as net${bySeason}
       from (
         select customer, (at at time zone $1)::date as day, bool_or(kind = ${PURCHASE}) as bought, sum(paid)::bigint as paid
         from fact where kind in (${PURCHASE}, ${REFUND}) and at <= $2 and retracted_at is null and ${within('customer', slice)} group by 1, 2
       ) d group by customer
     ) c left join customer k on k.customer = c.customer and ${within('k.customer', slice)} left join standing s on s.telling = $3 and s.customer = c.customer and ${within('s.customer', slice)}
     where days > 0 order by 1, 2, 3, 4, 5, 6, 7, 8${season ? ', 9, 10, 11' : ''}`,
    [zone, sqlInstant(now), telling],
  )
  const time = season && seasonTime(season, zoneOf(zone).dayOf(now))
  return rows.map(({ t, state, seasons, first_season, last_season, ...buyer }) => ({
    ...buyer, T: t, state: state === null ? null : stateOf(state), ...(time !== undefined && { by_season: seasonHistory({ seasons, first_season, last_season }, time) }),
  }))
}
