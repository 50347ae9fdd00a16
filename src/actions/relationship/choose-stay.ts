import { chooseStay, cutsWithin, type Asked } from '#core/relationship/choose-stay.ts'
import type { Policy } from '#core/relationship/policy.ts'
import type { Instant } from '#core/units/time.ts'
import { crewOfOne, crewOfThreads, type Hand } from '#actions/crew/crew.ts'
import type { Db } from '#store/pool.ts'
import type { CellRow } from '#store/relationship/learn.ts'
import { readCuts } from '#store/relationship/learn-cuts.ts'
import { slicesOf } from '#store/slices.ts'

/** Among more customers than this the models are asked about a share of them, the same each time: it tells them apart as well. */
const MOST_ASKED = 50_000
/** Fewer histories than this are fitted to before a thread would be ready for it. */
const WORTH_A_THREAD = 4000

type Choice = ReturnType<typeof chooseStay>

/** Fits and asks, in whatever thread. */
export const chooser: Hand<null, Asked, Choice> = () => ({ ask: chooseStay })

const WORKER = new URL('./choose-worker.ts', import.meta.url)

/** Which model is to foretell who comes back: by what each would have said in the past. @param cells all customers, as they are known at `through` */
export async function whichStay(db: Db, cells: readonly CellRow[], { zone, through, policy }: { readonly zone: string; readonly through: Instant; readonly policy: Policy }): Promise<Choice> {
  const history_days = cells.reduce((longest, { T }) => Math.max(longest, T), 0)
  const cuts = cutsWithin(history_days, policy.horizon_days)
  const customers = cells.reduce((sum, { n }) => sum + n, 0)
  const parts = Math.min(256, 2 ** Math.max(0, Math.ceil(Math.log2(customers / MOST_ASKED))))
  const asked = cuts.back.length === 0 ? [] : await readCuts(db, zone, through, cuts, slicesOf(parts)[0]!)
  const rows = asked.reduce((sum, cut) => sum + cut.cells.length, 0)
  const crew = rows < WORTH_A_THREAD ? crewOfOne(chooser, null) : crewOfThreads<null, Asked, Choice>(WORKER, null, 1)
  try {
    return await crew.ask({ cuts: asked, horizon_days: cuts.ahead, share: 1 / parts, least_repeaters: policy.least_repeaters })
  } finally {
    await crew.close()
  }
}
