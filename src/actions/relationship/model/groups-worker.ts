/** Where a worker thread begins that fits the model of staying to each of several groups. */
import { serveCrew } from '#actions/crew/serve.ts'
import { grouper } from './read-groups.ts'

serveCrew(grouper)
