/** Where a worker thread begins that tells histories. */
import { serveCrew } from '#actions/crew/serve.ts'
import { teller } from './tell-all.ts'

serveCrew(teller)
