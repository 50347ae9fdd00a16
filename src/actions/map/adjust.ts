import { adjustDrivers, type Adjustment, type Cells } from '#core/map/adjust-drivers.ts'
import { weighDrivers, type AtRisk, type Met } from '#core/map/weigh-drivers.ts'
import type { State } from '#core/relationship/state.ts'
import { crewOfOne, crewOfThreads, type Crew, type Hand } from '#actions/crew/crew.ts'

/** What was met before a move, as it was read. Plain data, so that it can be handed to another thread. */
export interface ToAdjust {
  readonly met: readonly Met[]
  readonly cells: Cells
  readonly all: AtRisk
  readonly from: State
  readonly to: State
}

/** Of fewer customers all is weighed before a thread would be ready for it. */
const WORTH_A_THREAD = 3000

/** Weighs and adjusts, in whatever thread. */
export const adjuster: Hand<null, ToAdjust, Adjustment> = () => ({ ask: ({ met, cells, all, from, to }) => adjustDrivers(weighDrivers(met, all, from, to), cells) })

const WORKER = new URL('./adjust-worker.ts', import.meta.url)

/** Who is to weigh what so many customers met: the regression takes up to seconds, in which this thread would answer nobody. Send them home. */
export const adjustersFor = (customers: number): Crew<ToAdjust, Adjustment> => (customers < WORTH_A_THREAD ? crewOfOne(adjuster, null) : crewOfThreads(WORKER, null, 1))
