/** Where a worker thread begins that weighs states and moves. */
import { serveCrew } from '#actions/crew/serve.ts'
import { weigher } from './weigh-seen.ts'

serveCrew(weigher)
