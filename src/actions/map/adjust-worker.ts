/** Where a worker thread begins that adjusts drivers for each other. */
import { serveCrew } from '#actions/crew/serve.ts'
import { adjuster } from './adjust.ts'

serveCrew(adjuster)
