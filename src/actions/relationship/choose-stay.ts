import { chooseStay, cutsWithin, type Asked } from '#core/relationship/choose-stay.ts'
import { bordersOf, learnSeason, maySeason } from '#core/relationship/learn-season.ts'
import type { Season } from '#core/relationship/season.ts'
import type { Policy } from '#core/relationship/policy.ts'
import type { Instant } from '#core/units/time.ts'
import { askedApart, type Hand } from '#actions/crew/crew.ts'
import type { Db } from '#store/pool.ts'
import type { CellRow } from '#store/relationship/learn.ts'
import { readCuts } from '#store/relationship/learn-cuts.ts'
import { readSeasons, readTradeDays, type UpTo } from '#store/relationship/learn-season.ts'
import { partsFor, slicesOf } from '#store/slices.ts'

/** Among more customers than this the models are asked about a share of them, the same each time: it tells them apart as well. */
const MOST_ASKED = 50_000
/** Fewer histories than this are fitted to before a thread would be ready for it. */
const WORTH_A_THREAD = 4000

type Choice = ReturnType<typeof chooseStay>

/** Fits and asks, in whatever thread. */
export const chooser: Hand<null, Asked, Choice> = () => ({ ask: chooseStay })

const WORKER = new URL('./choose-worker.ts', import.meta.url)

interface Under {
  readonly zone: string
  readonly through: Instant
  readonly policy: Policy
}

/** The seasons that trade has, if it has: by when customers buy, and whether they do so on about one day of each. */
async function findSeason(db: Db, upTo: UpTo, { horizon_days }: Policy): Promise<Season | null> {
  const days = await readTradeDays(db, upTo)
  return learnSeason(days, await readSeasons(db, upTo, bordersOf(days)), horizon_days)
}

/** Which model is to foretell who comes back: by what each would have said in the past. @param cells all customers, as they are known at `through` */
export async function whichStay(db: Db, cells: readonly CellRow[], { zone, through, policy }: Under): Promise<Choice & { readonly season: Season | null }> {
  const history_days = cells.reduce((longest, { T }) => Math.max(longest, T), 0)
  const cuts = cutsWithin(history_days, policy.horizon_days)
  const customers = cells.reduce((sum, { n }) => sum + n, 0)
  const parts = partsFor(customers, MOST_ASKED)
  const slice = slicesOf(parts)[0]!
  const season = cuts.back.length > 0 && maySeason(cells, policy.horizon_days) ? await findSeason(db, { zone, through, slice }, policy) : null
  const asked = cuts.back.length === 0 ? [] : await readCuts(db, zone, through, cuts, slice, season)
  const rows = asked.reduce((sum, cut) => sum + cut.cells.length, 0)
  const choice = await askedApart(chooser, WORKER, { cuts: asked, horizon_days: cuts.ahead, season, share: 1 / parts, least_repeaters: policy.least_repeaters }, rows >= WORTH_A_THREAD)
  return { ...choice, season }
}
