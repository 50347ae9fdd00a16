/** Where a worker thread begins that foretells sums of money. */
import { serveCrew } from '#actions/crew/serve.ts'
import { foreteller } from './sums-ahead.ts'

serveCrew(foreteller)
